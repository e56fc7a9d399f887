#include "core/engine/ggufheader.h"

#include "core/engine/enginefault.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

namespace lineup {

namespace {

static_assert(std::endian::native == std::endian::little, "GGUF is read as little endian");

constexpr std::uint32_t kMaxDimensions = 4;
constexpr std::size_t kMaxKeyBytes = 65535;  // the specification's limit
constexpr std::size_t kMaxNameBytes = 4096;  // of the string values that are kept
constexpr std::uint64_t kDefaultAlignment = 32;
constexpr std::uint64_t kMaxAlignment = 1U << 20U;

enum ValueType : std::uint32_t {
    kUint8, kInt8, kUint16, kInt16, kUint32, kInt32, kFloat32, kBool, kString, kArray, kUint64, kInt64, kFloat64,
};
constexpr std::array<std::uint8_t, 13> kValueBytes{1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

struct TensorType {
    std::uint32_t id;
    std::uint32_t blockElements;
    std::uint32_t blockBytes;
};
constexpr std::array kTensorTypes{
    TensorType{0, 1, 4},      TensorType{1, 1, 2},      TensorType{2, 32, 18},    TensorType{3, 32, 20},
    TensorType{6, 32, 22},    TensorType{7, 32, 24},    TensorType{8, 32, 34},    TensorType{9, 32, 36},
    TensorType{10, 256, 84},  TensorType{11, 256, 110}, TensorType{12, 256, 144}, TensorType{13, 256, 176},
    TensorType{14, 256, 210}, TensorType{15, 256, 292}, TensorType{16, 256, 66},  TensorType{17, 256, 74},
    TensorType{18, 256, 98},  TensorType{19, 256, 50},  TensorType{20, 32, 18},   TensorType{21, 256, 110},
    TensorType{22, 256, 82},  TensorType{23, 256, 136}, TensorType{24, 1, 1},     TensorType{25, 1, 2},
    TensorType{26, 1, 4},     TensorType{27, 1, 8},     TensorType{28, 1, 8},     TensorType{29, 256, 56},
    TensorType{30, 1, 2},     TensorType{34, 256, 54},  TensorType{35, 256, 66},  TensorType{39, 32, 17},
};

/// Why the reading stopped; made into an Error at the one exit.
struct Stop {
    std::string_view word;
    std::string_view detail;
};

/// Walks through the file. The first thing that is not right is kept in stopped(); from then on every number reads as
/// 0 and every string as empty, and whoever loops over a count from the file looks at stopped() at each turn.
class Cursor {
public:
    Cursor(const GgufReadAt &readAt, std::uint64_t fileSize) : m_readAt(readAt), m_fileSize(fileSize) {}

    std::uint64_t offset() const { return m_offset; }
    std::uint64_t bytesLeft() const { return m_fileSize - m_offset; }
    const std::optional<Stop> &stopped() const { return m_stop; }
    void stop(std::string_view word, std::string_view detail)
    {
        if (!m_stop)
            m_stop = Stop{word, detail};
    }

    template <class T>
    T number()
    {
        static_assert(std::is_arithmetic_v<T>);
        std::array<std::byte, sizeof(T)> bytes{};
        take(bytes.data(), bytes.size());
        return std::bit_cast<T>(bytes);
    }
    /// A length-prefixed string; longer ones than `keep` are skipped and read as empty.
    std::string string(std::size_t keep)
    {
        const auto length = number<std::uint64_t>();
        if (length > keep) {
            skip(length);
            return {};
        }
        std::string text(static_cast<std::size_t>(length), '\0');
        take(reinterpret_cast<std::byte *>(text.data()), text.size());
        return text;
    }
    void skip(std::uint64_t bytes)
    {
        if (m_stop)
            return;
        if (bytes > bytesLeft())
            return stop(enginefault::kModelTruncated, "the file ends inside its head");
        m_offset += bytes;
    }

private:
    void take(std::byte *to, std::size_t size)
    {
        if (m_stop)
            return;
        if (size > bytesLeft() || !m_readAt(m_offset, to, size)) {
            std::memset(to, 0, size);
            return stop(enginefault::kModelTruncated, "the file ends inside its head");
        }
        m_offset += size;
    }

    const GgufReadAt &m_readAt;
    std::uint64_t m_fileSize;
    std::uint64_t m_offset = 0;
    std::optional<Stop> m_stop;
};

/// Bytes of one number of this type; an unknown type stops the cursor and counts as 1.
std::uint64_t scalarBytes(Cursor &cursor, std::uint32_t type)
{
    if (type < kValueBytes.size() && kValueBytes[type] != 0)
        return kValueBytes[type];
    cursor.stop(enginefault::kModelUnsupported, "a value of an unknown type");
    return 1;
}

void skipArray(Cursor &cursor)
{
    const auto type = cursor.number<std::uint32_t>();
    const auto count = cursor.number<std::uint64_t>();
    if (type == kString) {
        // Each string takes at least its length field: an announced count beyond that cannot be true.
        if (count > cursor.bytesLeft() / sizeof(std::uint64_t))
            return cursor.stop(enginefault::kModelTruncated, "more strings than the file can hold");
        for (std::uint64_t i = 0; i < count && !cursor.stopped(); ++i)
            cursor.skip(cursor.number<std::uint64_t>());
        return;
    }
    const std::uint64_t each = scalarBytes(cursor, type);
    if (count > cursor.bytesLeft() / each)
        return cursor.stop(enginefault::kModelTruncated, "more values than the file can hold");
    cursor.skip(count * each);
}

std::optional<std::uint64_t> unsignedValue(Cursor &cursor, std::uint32_t type)
{
    if (type == kUint32)
        return cursor.number<std::uint32_t>();
    if (type == kUint64)
        return cursor.number<std::uint64_t>();
    cursor.skip(scalarBytes(cursor, type));
    return std::nullopt;
}

/// Reads the metadata; returns the alignment of the tensor data.
std::uint64_t readMetadata(Cursor &cursor, std::uint64_t count, GgufHeader &header)
{
    std::uint64_t alignment = kDefaultAlignment;
    for (std::uint64_t i = 0; i < count && !cursor.stopped(); ++i) {
        const std::string key = cursor.string(kMaxKeyBytes);
        const auto type = cursor.number<std::uint32_t>();
        if (type == kString) {
            std::string value = cursor.string(kMaxNameBytes);
            if (key == "general.architecture")
                header.architecture = std::move(value);
            else if (key == "general.name")
                header.name = std::move(value);
        } else if (type == kArray) {
            skipArray(cursor);
        } else if (const auto value = unsignedValue(cursor, type)) {
            if (key == "general.alignment")
                alignment = *value;
            else if (key.ends_with(".context_length") && !header.contextLength)
                header.contextLength = value;
        }
    }
    if (std::has_single_bit(alignment) && alignment <= kMaxAlignment)
        return alignment;
    cursor.stop(enginefault::kModelUnsupported, "an alignment that is not a power of two");
    return kDefaultAlignment;
}

std::optional<std::uint64_t> checkedProduct(std::uint64_t a, std::uint64_t b)
{
    if (b != 0 && a > std::numeric_limits<std::uint64_t>::max() / b)
        return std::nullopt;
    return a * b;
}

/// Bytes of one tensor, 0 for a type that is not in the table.
std::uint64_t tensorBytes(Cursor &cursor, std::uint32_t type, std::uint64_t elements)
{
    const auto known = std::find_if(kTensorTypes.begin(), kTensorTypes.end(), [&](const TensorType &t) { return t.id == type; });
    if (known == kTensorTypes.end())
        return 0;
    const auto bytes = checkedProduct(elements / known->blockElements, known->blockBytes);
    if (!bytes)
        cursor.stop(enginefault::kModelTruncated, "a tensor larger than any file");
    return bytes.value_or(0);
}

/// The number of elements that the dimensions of a tensor multiply to.
std::uint64_t readElements(Cursor &cursor)
{
    const auto dimensions = cursor.number<std::uint32_t>();
    if (dimensions > kMaxDimensions)
        cursor.stop(enginefault::kModelUnsupported, "a tensor of too many dimensions");
    std::uint64_t elements = 1;
    for (std::uint32_t d = 0; d < dimensions && !cursor.stopped(); ++d) {
        const auto product = checkedProduct(elements, cursor.number<std::uint64_t>());
        if (!product)
            cursor.stop(enginefault::kModelTruncated, "a tensor larger than any file");
        elements = product.value_or(0);
    }
    return elements;
}

/// The end of the last tensor, relative to the start of the tensor data.
std::uint64_t readTensorInfos(Cursor &cursor, std::uint64_t count)
{
    std::uint64_t end = 0;
    for (std::uint64_t i = 0; i < count && !cursor.stopped(); ++i) {
        cursor.skip(cursor.number<std::uint64_t>()); // its name
        const std::uint64_t elements = readElements(cursor);
        const auto type = cursor.number<std::uint32_t>();
        const auto offset = cursor.number<std::uint64_t>();
        const std::uint64_t bytes = tensorBytes(cursor, type, elements);
        if (bytes > std::numeric_limits<std::uint64_t>::max() - offset)
            cursor.stop(enginefault::kModelTruncated, "a tensor beyond any file");
        else
            end = std::max(end, offset + bytes);
    }
    return end;
}

/// True if the file begins as a GGUF file of a version that we know; stops the cursor otherwise.
bool readMagic(Cursor &cursor, GgufHeader &header)
{
    constexpr std::uint32_t kMagic = 0x46554747; // "GGUF"
    if (cursor.bytesLeft() < sizeof(kMagic) || cursor.number<std::uint32_t>() != kMagic)
        cursor.stop(enginefault::kModelNotGguf, "the file does not begin with \"GGUF\"");
    header.version = cursor.number<std::uint32_t>();
    if (header.version != 2 && header.version != 3)
        cursor.stop(enginefault::kModelUnsupported, "a version of GGUF that is not known (or big endian)");
    return !cursor.stopped();
}

GgufHeader readAll(Cursor &cursor, std::uint64_t fileSize)
{
    GgufHeader header;
    if (!readMagic(cursor, header))
        return header;
    header.tensorCount = cursor.number<std::uint64_t>();
    const auto metadataCount = cursor.number<std::uint64_t>();
    const std::uint64_t alignment = readMetadata(cursor, metadataCount, header);
    const std::uint64_t dataEnd = readTensorInfos(cursor, header.tensorCount);

    header.tensorDataOffset = (cursor.offset() + alignment - 1) / alignment * alignment;
    if (dataEnd > std::numeric_limits<std::uint64_t>::max() - header.tensorDataOffset)
        cursor.stop(enginefault::kModelTruncated, "a tensor beyond any file");
    else
        header.bytesNeeded = header.tensorDataOffset + dataEnd;
    if (header.bytesNeeded > fileSize)
        cursor.stop(enginefault::kModelTruncated, "the file is shorter than its head says");
    return header;
}

} // namespace

Result<GgufHeader> readGgufHeader(const GgufReadAt &readAt, std::uint64_t fileSize, const std::string &subject)
{
    Cursor cursor(readAt, fileSize);
    GgufHeader header = readAll(cursor, fileSize);
    if (const auto &stop = cursor.stopped()) {
        std::string detail(stop->detail);
        detail += " (" + std::to_string(fileSize) + " bytes)";
        return Unexpected{engineError(ErrorCode::EngineModelBad, stop->word, std::move(detail), subject)};
    }
    return header;
}

} // namespace lineup
