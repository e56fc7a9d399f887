#include "tests/support/fakeresolver.h"

#include <dlfcn.h>
#include <netdb.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

namespace {

std::mutex s_mutex;
std::condition_variable s_released;
bool s_slowNamesReleased = false;
std::atomic<int> s_slowLookups{0};
std::atomic<int> s_allLookups{0};
std::atomic<int> s_latenessMilliseconds{0};

using GetAddrInfo = int (*)(const char *, const char *, const addrinfo *, addrinfo **);

int realLookup(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    static const auto real = reinterpret_cast<GetAddrInfo>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, result);
}

int loopback(const char *service, const addrinfo *hints, addrinfo **result)
{
    addrinfo numeric = hints ? *hints : addrinfo{};
    numeric.ai_flags |= AI_NUMERICHOST;
    numeric.ai_family = AF_INET;
    return realLookup("127.0.0.1", service, &numeric, result);
}

} // namespace

extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    ++s_allLookups;
    const std::string_view name = node ? node : "";
    if (!name.ends_with(".test"))
        return realLookup(node, service, hints, result);
    if (name.ends_with(".up.test"))
        return loopback(service, hints, result);
    if (name.ends_with(".late.test")) {
        std::this_thread::sleep_for(std::chrono::milliseconds(s_latenessMilliseconds));
        return loopback(service, hints, result);
    }
    if (name.ends_with(".slow.test")) {
        ++s_slowLookups;
        std::unique_lock lock(s_mutex);
        s_released.wait_for(lock, std::chrono::seconds(10), [] { return s_slowNamesReleased; });
        return loopback(service, hints, result);
    }
    return EAI_NONAME;
}

namespace lineup::test {

void setLateness(std::chrono::milliseconds lateness)
{
    s_latenessMilliseconds = static_cast<int>(lateness.count());
}

void releaseSlowNames()
{
    {
        const std::lock_guard lock(s_mutex);
        s_slowNamesReleased = true;
    }
    s_released.notify_all();
}

void holdSlowNames()
{
    const std::lock_guard lock(s_mutex);
    s_slowNamesReleased = false;
}

int slowLookups()
{
    return s_slowLookups;
}

int allLookups()
{
    return s_allLookups;
}

} // namespace lineup::test
