import { render } from 'preact';
import { Page } from './Page.tsx';

const root = document.getElementById('root');
if (root) render(<Page />, root);
