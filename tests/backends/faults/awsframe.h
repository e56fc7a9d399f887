#pragma once

#include <string>
#include <string_view>

namespace lineup::test {

/// One frame of application/vnd.amazon.eventstream: prelude, string headers, payload, both checksums.
/// Source: AWS, "Amazon Transcribe: event stream encoding", and botocore's eventstream.py.
std::string awsFrame(std::string_view messageType, std::string_view eventType, std::string_view payload);
/// The start of a frame that claims this length in all, with a right checksum of its prelude.
std::string awsPrelude(unsigned totalLength, unsigned headersLength);

} // namespace lineup::test
