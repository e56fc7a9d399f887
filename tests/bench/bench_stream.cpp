#include "backends/net/iothread.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

#include <curl/curl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

// CPU time of 8 streams of 20,000 tokens through the real adapter, against a consumer that asks libcurl for the same bytes and
// looks at none of them. The server is a process of its own, so that neither pays for it. Goal: at most 1.7 times.

namespace {

constexpr int kStreams = 8;
constexpr int kTokens = 20000;
constexpr int kRounds = 11;

std::string chunkOf(const std::string &event)
{
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", event.size());
    return size + event + "\r\n";
}

/// The reply as llama-server frames it: each event a chunk of its own.
std::string wholeReply()
{
    const std::string head = "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":";
    const std::string tail = "}],\"created\":1795556276,\"id\":\"chatcmpl-TWu6bfrZboBmxGf9Lyw8T6Z8XHgII1vQ\",\"model\":\"smollm2\","
                             "\"system_fingerprint\":\"b0-unknown\",\"object\":\"chat.completion.chunk\"}\n\n";
    const char *words[] = {" the", " green", " umbrella", ",", " ein", " grünes", "\\n", " \\\"quoted\\\"", " зонт", "."};
    std::string reply = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    reply += chunkOf("data: " + head + "{\"role\":\"assistant\",\"content\":null}" + tail);
    for (int i = 0; i < kTokens; ++i)
        reply += chunkOf("data: " + head + "{\"content\":\"" + words[i % 10] + "\"}" + tail);
    reply += chunkOf("data: {\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}],\"model\":\"smollm2\"}\n\n");
    return reply + chunkOf("data: [DONE]\n\n") + "0\r\n\r\n";
}

/// Answers every request of every connection with the same bytes, as fast as the client takes them. Never returns.
[[noreturn]] void serve(int listenFd)
{
    const std::string reply = wholeReply();
    while (true) {
        const int fd = accept(listenFd, nullptr, nullptr);
        std::thread([fd, &reply] {
            std::string request;
            char bytes[4096];
            while (true) {
                const ssize_t got = recv(fd, bytes, sizeof bytes, 0);
                if (got <= 0)
                    break;
                request.append(bytes, static_cast<std::size_t>(got));
                const auto end = request.find("\r\n\r\n");
                const auto length = request.find("Content-Length: ");
                if (end == std::string::npos)
                    continue;
                const std::size_t body = length == std::string::npos ? 0 : std::strtoul(request.c_str() + length + 16, nullptr, 10);
                if (request.size() < end + 4 + body)
                    continue;
                request.clear();
                for (std::size_t at = 0; at < reply.size();) {
                    const ssize_t sent = send(fd, reply.data() + at, reply.size() - at, MSG_NOSIGNAL);
                    if (sent <= 0)
                        break;
                    at += static_cast<std::size_t>(sent);
                }
            }
            close(fd);
        }).detach();
    }
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::size_t countBytes(char *, std::size_t size, std::size_t count, void *total)
{
    *static_cast<std::size_t *>(total) += size * count;
    return size * count;
}

/// The floor: every byte handed over by libcurl's multi interface, none looked at.
std::size_t consumeBytes(const std::string &url)
{
    std::size_t total = 0;
    CURLM *multi = curl_multi_init();
    std::vector<CURL *> handles;
    for (int i = 0; i < kStreams; ++i) {
        CURL *easy = curl_easy_init();
        curl_easy_setopt(easy, CURLOPT_URL, (url + "/chat/completions").c_str());
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "{}");
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, countBytes);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &total);
        curl_multi_add_handle(multi, easy);
        handles.push_back(easy);
    }
    int running = 1;
    while (running > 0) {
        curl_multi_perform(multi, &running);
        if (running > 0)
            curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    for (CURL *easy : handles) {
        curl_multi_remove_handle(multi, easy);
        curl_easy_cleanup(easy);
    }
    curl_multi_cleanup(multi);
    return total;
}

struct Taken {
    std::size_t tokens = 0;
    std::size_t events = 0;
    bool isWhole = true;
};

/// The adapter, drained 30 times a second as the window does.
Taken consumeAnswers(lineup::ChatBackend &backend)
{
    using namespace lineup;
    std::vector<std::shared_ptr<StreamInbox>> inboxes;
    std::vector<std::unique_ptr<ChatStream>> streams;
    ChatRequest request;
    request.messages = {textMessage(Role::User, "Go")};
    for (int i = 0; i < kStreams; ++i) {
        inboxes.push_back(std::make_shared<StreamInbox>());
        streams.push_back(backend.start(request, inboxes.back()));
    }
    Taken taken;
    StreamInbox::Delivery delivery;
    int open = kStreams;
    while (open > 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(33));
        for (const auto &inbox : inboxes) {
            inbox->drain(delivery);
            delivery.record.forEach([&taken](const StreamEvent &event) {
                ++taken.events;
                taken.tokens += std::holds_alternative<TextDelta>(event.body) ? 1 : 0;
            });
            if (delivery.end) {
                --open;
                taken.isWhole = taken.isWhole && delivery.end->outcome == Outcome::Finished;
            }
        }
    }
    return taken;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main()
{
    const int listenFd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listenFd, reinterpret_cast<sockaddr *>(&address), size) != 0 || listen(listenFd, 64) != 0
        || getsockname(listenFd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return EXIT_FAILURE;
    const pid_t server = fork();
    if (server == 0)
        serve(listenFd);
    close(listenFd);
    const std::string url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/v1";

    int result = EXIT_SUCCESS;
    {
        lineup::net::IoOptions options;
        options.maxTransfersPerOrigin = kStreams;
        lineup::net::IoThread io(options);
        const auto backend = lineup::openaicompatible::makeBackend({url, {}, true}, io, std::make_shared<lineup::net::Redactor>());
        if (!backend)
            return EXIT_FAILURE;
        consumeBytes(url);
        consumeAnswers(**backend);
        std::vector<double> floors, answers, ratios;
        for (int round = 0; round < kRounds; ++round) {
            const double start = cpuSeconds();
            const std::size_t bytes = consumeBytes(url);
            const double middle = cpuSeconds();
            const Taken taken = consumeAnswers(**backend);
            const double end = cpuSeconds();
            if (!taken.isWhole || taken.tokens != std::size_t(kStreams) * kTokens || bytes == 0) {
                std::printf("round %d: the answers are not whole (%zu tokens)\n", round, taken.tokens);
                result = EXIT_FAILURE;
            }
            floors.push_back(middle - start);
            answers.push_back(end - middle);
            ratios.push_back((end - middle) / (middle - start));
            std::printf("round %d: bytes only %.3f s, adapter %.3f s, ratio %.2f (%zu bytes, %zu events)\n", round, middle - start,
                        end - middle, ratios.back(), bytes, taken.events);
        }
        std::printf("least of all rounds: bytes only %.3f s, adapter %.3f s, ratio %.2f\n", *std::min_element(floors.begin(), floors.end()),
                    *std::min_element(answers.begin(), answers.end()),
                    *std::min_element(answers.begin(), answers.end()) / *std::min_element(floors.begin(), floors.end()));
        std::printf("%d streams x %d tokens, CPU, median of %d rounds: bytes only %.3f s, adapter %.3f s, ratio %.2f (goal 1.7; %s)\n",
                    kStreams, kTokens, kRounds, median(floors), median(answers), median(ratios), curl_version());
    }
    kill(server, SIGKILL);
    waitpid(server, nullptr, 0);
    return result;
}
