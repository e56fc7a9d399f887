#pragma once

#include "app/cli/commandio.h"

#include <map>
#include <string>
#include <vector>

namespace lineup::test {

/// Remembers what a command wrote and gives it what it reads.
struct FakeIo {
    std::string output;
    std::string messages;
    std::string standardInput;
    std::vector<std::string> secretLines; ///< read one after another; none left = the end of the input
    std::map<std::string, std::string> files;
    std::optional<Error> outputProblem; ///< every write fails like this
    std::optional<Error> fileProblem;
    std::optional<Error> checkProblem;

    CommandIo io(bool isTerminal = false)
    {
        CommandIo io;
        io.input.readFile = [this](const std::string &path) -> Result<std::string> {
            const auto found = files.find(path);
            if (found == files.end())
                return makeError(ErrorCode::Storage, "No such file or directory", path);
            return found->second;
        };
        io.input.readStandardInput = [this]() -> Result<std::string> { return standardInput; };
        io.readSecretLine = [this](const std::string &) -> Result<std::string> {
            if (secretLines.empty())
                return std::string();
            std::string line = std::move(secretLines.front());
            secretLines.erase(secretLines.begin());
            return line;
        };
        io.writeOutput = [this](std::string_view bytes) -> Result<void> {
            if (outputProblem)
                return Unexpected{*outputProblem};
            output += bytes;
            return {};
        };
        io.writeMessage = [this](std::string_view bytes) { messages += bytes; };
        io.checkFile = [this](const std::string &) -> Result<void> {
            if (checkProblem)
                return Unexpected{*checkProblem};
            return {};
        };
        io.writeFile = [this](const std::string &path, const std::string &bytes) -> Result<void> {
            if (fileProblem)
                return Unexpected{*fileProblem};
            files[path] = bytes;
            return {};
        };
        io.isMessageTerminal = isTerminal;
        return io;
    }
};

} // namespace lineup::test
