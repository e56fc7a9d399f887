#include "core/document/recordreader.h"

#include "core/base/json.h"

namespace lineup {

RecordReader::RecordReader(const nlohmann::json &value, ReadProblem &problem) : m_value(value.is_null() ? nullptr : &value), m_problem(problem)
{
}

RecordReader::RecordReader(const nlohmann::json *value, const RecordReader &parent, std::string_view key, std::size_t index)
    : m_value(value && value->is_null() ? nullptr : value), m_problem(parent.m_problem), m_parent(&parent), m_key(key), m_index(index)
{
}

std::string RecordReader::place() const
{
    if (!m_parent)
        return {};
    std::string before = m_parent->place();
    if (m_key.empty())
        return before + '[' + std::to_string(m_index) + ']';
    if (!before.empty())
        before += '.';
    return before.append(m_key);
}

void RecordReader::fail(std::string_view what) const
{
    if (m_problem.isSet())
        return;
    const std::string where = place();
    m_problem.set((where.empty() ? "the document" : where) + ": " + std::string(what));
}

std::optional<std::string> RecordReader::text() const
{
    if (!m_value)
        return std::nullopt;
    if (const auto *text = m_value->get_ptr<const std::string *>())
        return *text;
    fail("must be a text");
    return std::nullopt;
}

std::optional<std::int64_t> RecordReader::whole() const
{
    if (!m_value)
        return std::nullopt;
    const auto number = wholeNumber(*m_value);
    if (!number)
        fail("must be a whole number");
    return number;
}

std::optional<int> RecordReader::small(int max) const
{
    const auto number = whole();
    if (!number)
        return std::nullopt;
    if (*number > max) {
        fail("must be at most " + std::to_string(max));
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

std::optional<std::int64_t> RecordReader::integer() const
{
    if (!m_value)
        return std::nullopt;
    // An unsigned value that does not fit is kept apart by the parser.
    if (m_value->is_number_integer() && (!m_value->is_number_unsigned() || m_value->get<std::uint64_t>() <= INT64_MAX))
        return m_value->get<std::int64_t>();
    fail("must be a whole number of 64 bits");
    return std::nullopt;
}

std::optional<double> RecordReader::number() const
{
    if (!m_value)
        return std::nullopt;
    if (m_value->is_number())
        return m_value->get<double>();
    fail("must be a number");
    return std::nullopt;
}

std::optional<bool> RecordReader::flag() const
{
    if (!m_value)
        return std::nullopt;
    if (m_value->is_boolean())
        return m_value->get<bool>();
    fail("must be true or false");
    return std::nullopt;
}

const nlohmann::json *RecordReader::object() const
{
    if (m_value && !m_value->is_object()) {
        fail("must be an object");
        return nullptr;
    }
    return m_value;
}

std::size_t RecordReader::size() const
{
    if (!m_value)
        return 0;
    if (m_value->is_array())
        return m_value->size();
    fail("must be a list");
    return 0;
}

std::vector<std::string> RecordReader::texts() const
{
    std::vector<std::string> texts;
    forEach([&](const RecordReader &item) {
        if (item.isNull())
            item.fail("must be a text");
        texts.push_back(item.text().value_or(std::string()));
    });
    return texts;
}

RecordReader RecordReader::member(std::string_view key) const
{
    const nlohmann::json *record = object();
    return {record ? findValue(*record, key) : nullptr, *this, key, 0};
}

RecordReader RecordReader::item(std::size_t index) const
{
    return {isArray() && index < m_value->size() ? &(*m_value)[index] : nullptr, *this, {}, index};
}

} // namespace lineup
