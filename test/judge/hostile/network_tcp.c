#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
int main(void) { int s = socket(AF_INET, SOCK_STREAM, 0); struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(@PORT@)}; inet_pton(AF_INET, "127.0.0.1", &a.sin_addr); puts(s < 0 || connect(s, (void *)&a, sizeof a) ? "closed" : "OPEN NETWORK"); return 0; }
