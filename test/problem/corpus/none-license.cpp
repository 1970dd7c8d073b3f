/*
 * Permission is given to anyone to use this file for any purpose.
 * There is no warranty. Output may differ.
 */
int main() { return 0; }
