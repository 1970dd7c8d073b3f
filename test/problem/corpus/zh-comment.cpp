#include <iostream>
/*
题目：回文数
输入格式：一个整数 n。
输出格式：如果是回文数输出 yes，否则输出 no。
样例输入：
121
样例输出：
yes
*/
int main() {}
