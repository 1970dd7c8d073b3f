/** Room for measuring models and solver policies over whole sets of problems. Nothing is here yet. */
export {};
