'use strict';
/**
 * # Two words
 *
 * Read two words and print them joined by a dash.
 *
 * Example:
 * ```
 * Input:
 * red
 * car
 *
 * Output:
 * red-car
 * ```
 */
const fs = require('fs');
