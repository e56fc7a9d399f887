#pragma once

#include "backends/providers/openaicompatible/apibase.h"
#include "core/base/error.h"

#include <string>
#include <string_view>

namespace lineup::azure {

/// Where a resource of Azure OpenAI is reached, in one of its two ways of addressing.
struct AzureAddress {
    /// The v1 way: "https://RES.openai.azure.com/openai/v1"; the dated one: "https://RES.openai.azure.com/openai".
    openaicompatible::ApiBase base;
    /// Dated: the deployment is part of the path and the version is needed.
    bool isDated = false;
    std::string deployment; ///< "" = the request's model names it
    std::string query;      ///< "api-version=2024-10-21", "api-version=preview" or ""

    /// The path below the base for a request to this deployment.
    std::string chatPath(const std::string &requestDeployment) const;
};

/// Reads the address of a resource: its root, also with "/openai" or "/openai/v1" behind it, or a whole address as the portal
/// shows it, whose deployment and version hold where none was given. `apiVersion`: "" or "v1" = the v1 way; "preview" and
/// "latest" are versions of it; a date is a version of the dated one.
/// BadInput for what is no address, and for a version that has other characters than letters, digits, "." and "-".
/// Source: Microsoft, "Azure OpenAI in Foundry Models REST API reference" and "API version lifecycle".
Result<AzureAddress> azureAddress(std::string_view baseUrl, std::string_view deployment, std::string_view apiVersion);

} // namespace lineup::azure
