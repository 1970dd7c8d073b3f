char big[3UL << 30] = {1};
int main(void) { return big[1]; }
