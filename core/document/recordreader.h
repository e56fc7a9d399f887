#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// The first thing that was wrong with a file: "runs[0].lanes[2].usage.input: must be a whole number".
class ReadProblem {
public:
    bool isSet() const { return !m_detail.empty(); }
    const std::string &detail() const { return m_detail; }
    void set(std::string detail)
    {
        if (m_detail.empty())
            m_detail = std::move(detail);
    }

private:
    std::string m_detail;
};

/// A look at one value of a file that knows where it stands.
///
/// Missing members and null read as "nothing"; a member of another type than asked for sets the problem and reads as nothing,
/// so that a codec is a plain list of members and asks for the problem once, at its end. A reader made by member() or item()
/// refers to its parent, which must live longer.
class RecordReader {
public:
    /// The root. `value` and `problem` must live longer.
    RecordReader(const nlohmann::json &value, ReadProblem &problem);

    bool isNull() const { return !m_value; }
    bool isArray() const { return m_value && m_value->is_array(); }
    bool isNumber() const { return m_value && m_value->is_number(); }
    bool hasFailed() const { return m_problem.isSet(); }
    /// Sets the problem: the place of this value, a colon, and what must be ("must be a whole number").
    void fail(std::string_view what) const;

    // This value as such; nothing when it is missing or null, nothing and a problem when it is something else.
    std::optional<std::string> text() const;
    /// In [0, 2^53].
    std::optional<std::int64_t> whole() const;
    /// In [0, `max`].
    std::optional<int> small(int max) const;
    /// Any 64-bit integer.
    std::optional<std::int64_t> integer() const;
    std::optional<double> number() const;
    std::optional<bool> flag() const;
    const nlohmann::json *object() const;
    /// Number of items; 0 unless it is an array.
    std::size_t size() const;
    std::vector<std::string> texts() const;

    RecordReader member(std::string_view key) const;
    RecordReader item(std::size_t index) const;

    /// The text of a member, "" when there is none.
    std::string textOf(std::string_view key) const { return member(key).text().value_or(std::string()); }

    /// Calls `function(const RecordReader &)` for each item until the first problem.
    template <class Function>
    void forEach(Function function) const
    {
        const std::size_t count = size();
        for (std::size_t i = 0; i < count && !hasFailed(); ++i)
            function(item(i));
    }

private:
    RecordReader(const nlohmann::json *value, const RecordReader &parent, std::string_view key, std::size_t index);
    std::string place() const;

    const nlohmann::json *m_value; ///< null for a missing or null value
    ReadProblem &m_problem;
    const RecordReader *m_parent = nullptr;
    std::string_view m_key;        ///< in the parent; empty = an item
    std::size_t m_index = 0;
};

} // namespace lineup
