/** Room for the HTTP server and the web page. Nothing is here yet: Verdict opens no port. */
export {};
