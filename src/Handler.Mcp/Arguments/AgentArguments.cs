using System.ComponentModel;
using System.Text.Json.Serialization;
using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>Of every tool that calls an agent.</summary>
internal abstract record AgentArguments : IToolArguments
{
    [JsonPropertyOrder(-1)]
    [Description("The agent's base URL, such as http://localhost:8000, or the URL of its card.")]
    public required string AgentUrl { get; init; }

    [JsonPropertyOrder(1)]
    [Description("Bearer token for the agent, for this call; beats the saved one. Leave out if none is needed or one is saved.")]
    public string? BearerToken { get; init; }

    [JsonPropertyOrder(1)]
    [Description("API key for the agent, sent as X-API-Key, for this call; beats the saved one.")]
    public string? ApiKey { get; init; }

    public virtual IEnumerable<string?> Secrets() => [BearerToken, ApiKey];

    public virtual void Check() => GivenValue.CheckUrl("agent_url", AgentUrl);
}
