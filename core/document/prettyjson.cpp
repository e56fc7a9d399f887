#include "core/document/prettyjson.h"

#include <algorithm>

namespace lineup {

namespace {

std::string compact(const OrderedJson &value)
{
    return value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

class Printer {
public:
    void print(const OrderedJson &value, std::size_t depth, bool isInList)
    {
        if (value.empty() || !value.is_structured() || (value.is_array() && (isInList || isPlainList(value)))) {
            out += compact(value);
            return;
        }
        const bool isObject = value.is_object();
        out += isObject ? '{' : '[';
        bool isFirst = true;
        for (const auto &item : value.items()) {
            out += isFirst ? "\n" : ",\n";
            isFirst = false;
            out.append(depth + 1, ' ');
            if (isObject)
                out += compact(item.key()) + ": ";
            print(item.value(), depth + 1, !isObject);
        }
        out += '\n';
        out.append(depth, ' ');
        out += isObject ? '}' : ']';
    }

    std::string out;

private:
    static bool isPlainList(const OrderedJson &list)
    {
        return std::none_of(list.begin(), list.end(), [](const OrderedJson &item) { return item.is_structured(); });
    }
};

} // namespace

std::string prettyJson(const OrderedJson &value)
{
    Printer printer;
    printer.print(value, 0, false);
    return std::move(printer.out) + '\n';
}

} // namespace lineup
