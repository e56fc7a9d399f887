#pragma once

#include "core/base/json.h"
#include "tests/backends/providers/answersummary.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/support/replyfile.h"

#include <QMap>
#include <QTest>

#include <string>

namespace lineup::test {

/// "Hi" to model "m", without retries.
inline ChatRequest simpleQuestion()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

/// A request in which every parameter is set.
inline ChatRequest fullQuestion()
{
    ChatRequest request = simpleQuestion();
    request.messages.insert(request.messages.begin(), textMessage(Role::System, "S"));
    Parameters &parameters = request.parameters;
    parameters.temperature = 0.5;
    parameters.topP = 0.25;
    parameters.topK = 7;
    parameters.maxTokens = 64;
    parameters.seed = 5;
    parameters.presencePenalty = 1.5;
    parameters.frequencyPenalty = -1.5;
    parameters.reasoningEffort = "high";
    parameters.reasoningTokens = 100;
    parameters.stop = {"END"};
    parameters.jsonSchema = nlohmann::json{{"type", "object"}};
    parameters.tools = {{"f", "does f", {{"type", "object"}}}};
    parameters.topLogprobs = 2;
    return request;
}

/// How a reply is read, whole and in pieces: its summary and its ending, or what differs.
inline QByteArray readingOverSocket(const Provider &provider, const std::string &path, const ProviderBench::Settings &settings = {.path = "/v1"})
{
    const ReplyFile reply = replyFile(path);
    ProviderBench bench(provider, settings);
    const auto read = [&](std::size_t size) {
        bench.server.always({size == 0 ? send(reply.bytes()) : sendInPieces(reply.bytes(), size)});
        const Answer answer = bench.ask(simpleQuestion());
        return summary(answer.events) + "end=" + endingOf(answer) + "\n";
    };
    const std::string whole = read(0);
    for (const std::size_t size : {std::size_t(1), std::size_t(41)}) {
        if (const std::string pieces = read(size); pieces != whole)
            return QByteArray::fromStdString("in pieces of " + std::to_string(size) + ": " + pieces);
    }
    return QByteArray::fromStdString(whole);
}

/// The names of the folder's replies that no row speaks of, but for lists of models: none may be forgotten.
inline QByteArray unreadReplies(const std::string &folder, const QMap<QByteArray, QByteArray> &readings)
{
    QByteArray names;
    for (const std::string &name : replyNames(folder)) {
        const bool isList = name.starts_with("models") || name.ends_with("models");
        if (!isList && !readings.contains(QByteArray::fromStdString(name)))
            names += QByteArray::fromStdString(name) + ' ';
    }
    return names;
}

/// The body that a provider sends for a request, and what it leaves out of it.
struct SentBody {
    nlohmann::json body;
    std::vector<std::string> notes;
    RecordedRequest request;
};
inline SentBody sentBody(const Provider &provider, const ChatRequest &question, const std::string &reply, const ProviderBench::Settings &settings = {.path = "/v1"})
{
    ProviderBench bench(provider, settings);
    bench.server.always(replyFile(reply).script());
    const Answer answer = bench.ask(question);
    return {bench.lastBody(), answer.end->notes, bench.server.requests().back()};
}

/// A model in one line: "id (name) window/output tools:yes vision:no… price retired".
inline std::string modelLine(const ListedModel &model)
{
    const auto number = [](const std::optional<std::int64_t> &value) { return value ? std::to_string(*value) : std::string("?"); };
    std::string line = model.id + (model.name.empty() ? "" : " (" + model.name + ")") + " " + number(model.contextLength) + "/" + number(model.maxOutput);
    for (const auto &[capability, fact] : model.capabilities)
        line += " " + std::string(capabilityName(capability)) + (fact.has ? "+" : "-") + (fact.source == CapabilitySource::Server ? "" : "!");
    if (model.price)
        line += " " + decimalFromNano(model.price->input.value_or(-1)) + "|" + decimalFromNano(model.price->cachedInput.value_or(-1)) + "|"
            + decimalFromNano(model.price->cacheWrite.value_or(-1)) + "|" + decimalFromNano(model.price->output.value_or(-1)) + " " + model.price->currency;
    return line + (model.isRetired ? " retired" : "") + "\n";
}

/// What listModels() gives for these replies, one after the other.
inline QByteArray modelsFrom(const Provider &provider, const std::vector<std::string> &replies, std::vector<std::string> *targets = nullptr)
{
    ProviderBench bench(provider, {.path = "/v1"});
    for (const std::string &reply : replies)
        bench.server.then(replyFile(reply).script());
    const auto models = bench.models();
    if (targets) {
        for (const RecordedRequest &request : bench.server.requests())
            targets->push_back(request.target);
    }
    if (!models)
        return QByteArray::fromStdString(std::string(errorCodeName(models.error().code)));
    std::string lines;
    for (const ListedModel &model : *models)
        lines += modelLine(model);
    return QByteArray::fromStdString(lines);
}

} // namespace lineup::test
