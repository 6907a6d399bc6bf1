using System.ComponentModel;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of set_agent_credentials.</summary>
internal sealed record CredentialArguments : IToolArguments
{
    [Description("The agent's URL.")]
    public required string AgentUrl { get; init; }

    [Description("Sent as Authorization: Bearer …. Give this or api_key.")]
    public string? BearerToken { get; init; }

    [Description("Sent as X-API-Key. Give this or bearer_token.")]
    public string? ApiKey { get; init; }

    public IEnumerable<string?> Secrets() => [BearerToken, ApiKey];

    public void Check() => GivenValue.CheckUrl("agent_url", AgentUrl);
}
