/**
 * Formats a date.
 * @param {Date} date the day
 * @returns {string} the day as text
 */
export function format(date) { return String(date); }
