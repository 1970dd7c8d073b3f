int f(volatile int *p) { volatile int x[1000]; x[0] = *p; return f(x) + x[0]; }
int main() { volatile int z = 0; return f(&z); }
