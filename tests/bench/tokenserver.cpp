#include "tests/bench/tokenserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

namespace lineup::bench {

namespace {

std::string chunkOf(const std::string &event)
{
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", event.size());
    return size + event + "\r\n";
}

std::string event(const std::string &delta, const char *finish)
{
    return chunkOf("data: {\"id\":\"chatcmpl-TWu6bfrZboBmxGf9Lyw8T6Z8XHgII1vQ\",\"object\":\"chat.completion.chunk\",\"created\":1795556276,\"model\":\"m\","
                   "\"system_fingerprint\":\"fp_44709d6fcb\",\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"logprobs\":null,\"finish_reason\":" + finish + "}]}\n\n");
}

struct Parts {
    std::string head;
    std::vector<std::string> words; ///< one event each
    std::string end;
};

const Parts &parts()
{
    static const Parts made = [] {
        Parts all;
        all.head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" + event(R"("role":"assistant","content":"")", "null");
        for (const char *word : {" the", " green", " umbrella", ",", " ein", " grünes", "\\n", " \\\"quoted\\\"", " зонт", "."})
            all.words.push_back(event(std::string("\"content\":\"") + word + '"', "null"));
        all.end = event("", "\"stop\"") + chunkOf("data: [DONE]\n\n") + "0\r\n\r\n";
        return all;
    }();
    return made;
}

bool sendAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool answerFlood(int fd)
{
    static const std::string whole = [] {
        std::string text = parts().head;
        for (int i = 0; i < TokenServer::kFloodTokens; ++i)
            text += parts().words[static_cast<std::size_t>(i) % parts().words.size()];
        return text + parts().end;
    }();
    return sendAll(fd, whole);
}

bool answerPaced(int fd)
{
    auto next = std::chrono::steady_clock::now();
    if (!sendAll(fd, parts().head))
        return false;
    for (int i = 0; i < TokenServer::kPacedTokens; ++i) {
        next += std::chrono::microseconds(1000000 / TokenServer::kTokensPerSecond);
        std::this_thread::sleep_until(next);
        if (!sendAll(fd, parts().words[static_cast<std::size_t>(i) % parts().words.size()]))
            return false;
    }
    return sendAll(fd, parts().end);
}

std::size_t lengthIn(const std::string &head)
{
    for (const char *name : {"Content-Length: ", "content-length: "}) {
        const auto at = head.find(name);
        if (at != std::string::npos)
            return std::strtoul(head.c_str() + at + 16, nullptr, 10);
    }
    return 0;
}

void serveConnection(int fd)
{
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::string request;
    char bytes[4096];
    for (ssize_t got = 0; (got = recv(fd, bytes, sizeof bytes, 0)) > 0;) {
        request.append(bytes, static_cast<std::size_t>(got));
        const auto end = request.find("\r\n\r\n");
        if (end == std::string::npos || request.size() < end + 4 + lengthIn(request.substr(0, end + 2)))
            continue;
        const bool isPaced = request.find('"' + std::string(TokenServer::kPaced) + '"', end) != std::string::npos;
        request.clear();
        if (!(isPaced ? answerPaced(fd) : answerFlood(fd)))
            break;
    }
    close(fd);
}

[[noreturn]] void serve(int listenFd)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (true) {
        const int fd = accept(listenFd, nullptr, nullptr);
        if (fd >= 0)
            std::thread(serveConnection, fd).detach();
    }
}

} // namespace

TokenServer::TokenServer()
{
    const int listenFd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listenFd, reinterpret_cast<sockaddr *>(&address), size) != 0 || listen(listenFd, 64) != 0
        || getsockname(listenFd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        std::exit(EXIT_FAILURE);
    m_port = ntohs(address.sin_port);
    m_process = fork();
    if (m_process == 0)
        serve(listenFd);
    close(listenFd);
}

TokenServer::~TokenServer()
{
    kill(m_process, SIGKILL);
    waitpid(m_process, nullptr, 0);
}

std::string TokenServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + "/v1";
}

} // namespace lineup::bench
