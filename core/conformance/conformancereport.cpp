#include "core/conformance/conformancereport.h"

#include "core/base/json.h"

#include <algorithm>

namespace lineup::conformance {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int kVersion = 1;

OrderedJson textOrNull(const std::string &text)
{
    return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

OrderedJson reportValue(const Report &report)
{
    OrderedJson checks = OrderedJson::array();
    for (const Report::Row &row : report.rows) {
        OrderedJson check;
        check["id"] = row.check;
        check["required"] = row.isRequired;
        check["state"] = checkStateName(row.result.state);
        check["seen"] = row.result.seen;
        check["said_by"] = textOrNull(row.result.saidBy);
        check["took_ms"] = row.result.took.count();
        checks.push_back(std::move(check));
    }
    OrderedJson value;
    value["name"] = report.name;
    value["kind"] = report.backend.kind;
    value["base_url"] = textOrNull(report.backend.baseUrl);
    value["model"] = textOrNull(report.model);
    value["good"] = report.isGood();
    value["problem"] = nullptr;
    if (report.problem)
        value["problem"] = {{"code", errorCodeName(report.problem->code)}, {"detail", report.problem->detail}};
    value["checks"] = std::move(checks);
    return value;
}

/// For an attribute of XML 1.0, which takes no control characters at all.
std::string attribute(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string seconds(std::chrono::milliseconds time)
{
    std::string thousandths = std::to_string(1000 + time.count() % 1000);
    return std::to_string(time.count() / 1000) + '.' + thousandths.substr(1);
}

std::string caseText(const Report &report, const Report::Row &row)
{
    std::string text = "    <testcase classname=\"lineup.conformance." + attribute(report.backend.kind) + "\" name=\"" + attribute(row.check) + "\" time=\"" + seconds(row.result.took) + '"';
    const std::string message = attribute((row.result.saidBy.empty() ? "" : "not supported, says the " + row.result.saidBy + ": ") + row.result.seen);
    switch (row.result.state) {
    case CheckState::Passed: return text + "/>\n";
    case CheckState::Failed: return text + "><failure message=\"" + message + "\"/></testcase>\n";
    case CheckState::NotSupported:
    case CheckState::Skipped: break;
    }
    return text + "><skipped message=\"" + message + "\"/></testcase>\n";
}

std::string suiteText(const Report &report)
{
    const auto count = [&](auto isCounted) { return std::to_string(std::ranges::count_if(report.rows, [&](const Report::Row &row) { return isCounted(row.result.state); })); };
    std::chrono::milliseconds time{0};
    for (const Report::Row &row : report.rows)
        time += row.result.took;
    std::string text = "  <testsuite name=\"" + attribute(report.name) + "\" tests=\"" + std::to_string(report.rows.size()) + "\" failures=\""
        + count([](CheckState state) { return state == CheckState::Failed; }) + "\" skipped=\""
        + count([](CheckState state) { return state == CheckState::NotSupported || state == CheckState::Skipped; }) + "\" time=\"" + seconds(time) + "\">\n";
    for (const Report::Row &row : report.rows)
        text += caseText(report, row);
    return text + "  </testsuite>\n";
}

} // namespace

std::string conformanceJsonText(const std::vector<Report> &reports)
{
    OrderedJson values = OrderedJson::array();
    for (const Report &report : reports)
        values.push_back(reportValue(report));
    OrderedJson all;
    all["version"] = kVersion;
    all["reports"] = std::move(values);
    return all.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

std::string conformanceJunitText(const std::vector<Report> &reports)
{
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lineup conformance\">\n";
    for (const Report &report : reports)
        text += suiteText(report);
    return text + "</testsuites>\n";
}

} // namespace lineup::conformance
