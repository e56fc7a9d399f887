#include "backends/engine/healthprobe.h"

#include <curl/curl.h>
#include <nlohmann/json.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace lineup {

namespace {

constexpr std::size_t kMaxBody = 1 << 20;
constexpr long kAnswerTimeoutMs = 2000;
constexpr int kPollMs = 1000;
constexpr long kOk = 200;

struct Reply {
    long status = 0;
    std::string body;
};

std::size_t collect(char *bytes, std::size_t, std::size_t size, void *target)
{
    auto &body = *static_cast<std::string *>(target);
    if (body.size() + size > kMaxBody)
        return 0; // ends the transfer with an error
    body.append(bytes, size);
    return size;
}

/// One GET that a stop request cuts short. Nothing if there was no answer.
std::optional<Reply> get(const std::stop_token &stop, const std::string &url, const Secret &token)
{
    const std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi(curl_multi_init(), curl_multi_cleanup);
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy(curl_easy_init(), curl_easy_cleanup);
    if (!multi || !easy)
        return std::nullopt;
    Reply reply;
    curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_PROTOCOLS_STR, "http");
    curl_easy_setopt(easy.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT_MS, kAnswerTimeoutMs);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &reply.body);
    if (!token.isEmpty()) {
        curl_easy_setopt(easy.get(), CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
        curl_easy_setopt(easy.get(), CURLOPT_XOAUTH2_BEARER, token.reveal().c_str());
    }
    curl_multi_add_handle(multi.get(), easy.get());
    const std::stop_callback wake(stop, [&multi] { curl_multi_wakeup(multi.get()); });
    int running = 1;
    while (running > 0 && !stop.stop_requested()) {
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK)
            break;
        if (running > 0)
            curl_multi_poll(multi.get(), nullptr, 0, kPollMs, nullptr);
    }
    int left = 0;
    const CURLMsg *message = curl_multi_info_read(multi.get(), &left);
    const bool isComplete = message != nullptr && message->msg == CURLMSG_DONE && message->data.result == CURLE_OK;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &reply.status);
    curl_multi_remove_handle(multi.get(), easy.get());
    return isComplete ? std::optional(std::move(reply)) : std::nullopt;
}

/// Waits until `time` has passed or a stop is asked for.
void pause(const std::stop_token &stop, std::chrono::milliseconds time)
{
    std::mutex mutex;
    std::condition_variable_any condition;
    std::unique_lock lock(mutex);
    condition.wait_for(lock, stop, time, [] { return false; });
}

} // namespace

bool listsModel(const std::string &body, const std::string &alias)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto data = json.is_object() ? json.find("data") : json.end();
    if (!json.is_object() || data == json.end() || !data->is_array())
        return false;
    for (const auto &model : *data) {
        if (model.is_object() && model.value("id", nlohmann::json()) == alias)
            return true;
    }
    return false;
}

HealthProbe::HealthProbe(std::uint16_t port, Secret token, std::string modelAlias, std::chrono::milliseconds interval,
                         std::function<void(ProbeVerdict)> report)
    : m_thread([=, token = std::move(token), alias = std::move(modelAlias), report = std::move(report)](const std::stop_token &stop) {
          const std::string base = "http://127.0.0.1:" + std::to_string(port);
          while (!stop.stop_requested()) {
              const auto health = get(stop, base + "/health", {});
              if (health && health->status == kOk) {
                  const auto models = get(stop, base + "/v1/models", token);
                  if (stop.stop_requested())
                      return;
                  if (models) {
                      const bool isOurs = models->status == kOk && listsModel(models->body, alias);
                      report(isOurs ? ProbeVerdict::Ours : ProbeVerdict::Foreign);
                      return;
                  }
              }
              pause(stop, interval);
          }
      })
{
}

} // namespace lineup
