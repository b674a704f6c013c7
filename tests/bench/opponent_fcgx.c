/* SPDX-License-Identifier: MIT */
/* opponent_fcgx SOCKET ANSWER THREADS: the FastCGI program that every tutorial has. Threads in
 * FCGX_Accept_r of the libfcgi library, each answering every request with the bytes of the file
 * ANSWER (head and body), whatever was asked. */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { ANSWER_MAX = 1 << 20, BACKLOG = 512 };

static int listener, answer_n;
static char answer[ANSWER_MAX];

static void *serve(void *arg)
{
    FCGX_Request request;
    (void)arg;
    if (FCGX_InitRequest(&request, listener, 0) != 0)
        exit(1);
    while (FCGX_Accept_r(&request) == 0) {
        FCGX_PutStr(answer, answer_n, request.out);
        FCGX_Finish_r(&request);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    FILE *f = argc == 4 ? fopen(argv[2], "rb") : NULL;
    if (f == NULL || FCGX_Init() != 0)
        return 2;
    answer_n = (int)fread(answer, 1, sizeof answer, f);
    fclose(f);
    listener = FCGX_OpenSocket(argv[1], BACKLOG);
    if (listener < 0 || answer_n == 0 || chmod(argv[1], 0666) != 0)
        return 1;
    long threads = strtol(argv[3], NULL, 10);
    for (long i = 1; i < threads; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, NULL) != 0)
            return 1;
    }
    serve(NULL);
    return 0;
}
