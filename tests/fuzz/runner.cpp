#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

/// Runs a fuzz target over every file of the folders that are named, and over what is left when a file is cut off in the
/// middle, so that the corpus is an ordinary test where there is no libFuzzer.
int main(int argc, char **argv)
{
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::directory_iterator(argv[i])) {
            if (entry.is_regular_file())
                files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::size_t runs = 0;
    const auto run = [&runs](const std::string &bytes) {
        // A copy of exactly its size: the address sanitizer sees every step beyond.
        const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
        LLVMFuzzerTestOneInput(input.data(), input.size());
        ++runs;
    };
    for (const auto &path : files) {
        std::ifstream file(path, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        run(bytes);
        const std::size_t step = bytes.size() / 16 + 1;
        for (std::size_t length = 0; length < bytes.size(); length += step)
            run(bytes.substr(0, length));
    }
    std::printf("%zu files, %zu runs\n", files.size(), runs);
    // An empty corpus proves nothing.
    return files.empty() ? EXIT_FAILURE : EXIT_SUCCESS;
}
