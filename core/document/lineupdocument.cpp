#include "core/document/lineupdocument.h"

#include "core/base/json.h"
#include "core/base/product.h"
#include "core/base/timestamp.h"
#include "core/document/answercodec.h"
#include "core/document/prettyjson.h"
#include "core/document/setupcodec.h"

#include <algorithm>
#include <array>

namespace lineup {

namespace {

constexpr std::string_view kFormat = "lineup";
constexpr std::array<std::string_view, 9> kKnownMembers{"format", "version", "made_with",       "title", "lesson",
                                                        "setup",  "runs",    "retired_letters", "layout"};

bool isKnownMember(std::string_view key)
{
    return std::find(kKnownMembers.begin(), kKnownMembers.end(), key) != kKnownMembers.end();
}

OrderedJson runJson(const Run &run)
{
    OrderedJson record;
    record["started_at"] = formatUtc(run.startedAt);
    record["made_with"] = run.madeWith;
    record["setup"] = setupJson(run.setup);
    OrderedJson lanes = OrderedJson::array();
    for (std::size_t i = 0; i < run.setup.lanes.size(); ++i)
        lanes.push_back(answerJson(i < run.results.size() ? run.results[i] : LaneResult{}, run.setup.lanes[i]));
    record["lanes"] = std::move(lanes);
    return record;
}

Run readRun(const RecordReader &reader)
{
    Run run;
    const RecordReader startedAt = reader.member("started_at");
    if (const auto text = startedAt.text()) {
        if (const auto time = parseUtc(*text))
            run.startedAt = *time;
        else
            startedAt.fail("must be a time such as \"2026-11-24T20:38:59.123Z\"");
    }
    run.madeWith = reader.textOf("made_with");
    run.setup = readSetup(reader.member("setup"), {});
    const RecordReader lanes = reader.member("lanes");
    if (lanes.size() > run.setup.lanes.size())
        lanes.fail("must not be longer than the lanes of the setup");
    lanes.forEach([&](const RecordReader &answer) { run.results.push_back(readAnswer(answer, run.setup.lanes[run.results.size()])); });
    run.results.resize(run.setup.lanes.size());
    return run;
}

/// Format and version come first: what is no line-up, or a newer one, is not looked into.
bool isReadable(const RecordReader &reader)
{
    const RecordReader format = reader.member("format");
    if (format.isNull() || format.text() != kFormat) {
        format.fail("must be \"lineup\": this is not a line-up");
        return false;
    }
    const RecordReader version = reader.member("version");
    const auto number = version.whole();
    if (!number || *number < 1)
        version.fail("must be the version of the format, 1 or more");
    else if (*number > kDocumentVersion)
        version.fail("is " + std::to_string(*number) + ", made by a newer Lineup; this one reads up to version "
                     + std::to_string(kDocumentVersion));
    return !reader.hasFailed();
}

std::vector<int> readRetiredLetters(const RecordReader &reader)
{
    std::vector<int> letters;
    reader.forEach([&](const RecordReader &item) {
        const auto letter = letterFromName(item.text().value_or(std::string()));
        if (letter)
            letters.push_back(*letter);
        else
            item.fail("must be a letter such as \"A\"");
    });
    return letters;
}

void appendUnknown(OrderedJson &record, const nlohmann::json &unknown)
{
    if (!unknown.is_object())
        return;
    // Past operator[], which looks through all members for each one that is added.
    std::vector<OrderedJson::object_t::value_type> &members = record.get_ref<OrderedJson::object_t &>();
    for (const auto &[key, value] : unknown.items()) {
        if (!isKnownMember(key))
            members.emplace_back(key, OrderedJson(value));
    }
}

} // namespace

std::string writeDocument(const LineupDocument &document)
{
    OrderedJson record;
    record["format"] = kFormat;
    record["version"] = kDocumentVersion;
    record["made_with"] = productName();
    record["title"] = document.title;
    if (!document.lesson.empty())
        record["lesson"] = document.lesson;
    record["setup"] = setupJson(document.setup);
    OrderedJson retired = OrderedJson::array();
    for (const int letter : document.retiredLetters)
        retired.push_back(letterName(std::max(letter, 0)));
    record["retired_letters"] = std::move(retired);
    OrderedJson runs = OrderedJson::array();
    for (const Run &run : document.runs)
        runs.push_back(runJson(run));
    record["runs"] = std::move(runs);
    if (document.layout.is_object() && !document.layout.empty())
        record["layout"] = OrderedJson(document.layout);
    appendUnknown(record, document.unknown);
    return prettyJson(record);
}

Result<LineupDocument> readDocument(std::string_view bytes)
{
    const auto value = parseJson(bytes, kFileJsonDepth);
    if (!value)
        return makeError(ErrorCode::BadInput, value.error().detail);
    ReadProblem problem;
    const RecordReader reader(*value, problem);
    LineupDocument document;
    if (reader.isNull())
        reader.fail("must be an object");
    else if (isReadable(reader)) {
        document.title = reader.textOf("title");
        document.lesson = reader.textOf("lesson");
        document.retiredLetters = readRetiredLetters(reader.member("retired_letters"));
        document.setup = readSetup(reader.member("setup"), document.retiredLetters);
        reader.member("runs").forEach([&](const RecordReader &run) { document.runs.push_back(readRun(run)); });
        if (const nlohmann::json *layout = reader.member("layout").object())
            document.layout = *layout;
        for (const auto &[key, member] : value->items()) {
            if (!isKnownMember(key))
                document.unknown[key] = member;
        }
    }
    if (problem.isSet())
        return makeError(ErrorCode::BadInput, problem.detail());
    return document;
}

} // namespace lineup
