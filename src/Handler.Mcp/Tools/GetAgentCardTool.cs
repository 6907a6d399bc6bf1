using System.Text.Json;
using Handler.Client;
using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;
using Handler.Protocol;

namespace Handler.Mcp.Tools;

/// <summary>What an agent says about itself.</summary>
internal sealed class GetAgentCardTool(AgentCalls calls) : AgentTool<CardArguments, Dictionary<string, JsonElement>>(
    new ToolFace(
        "get_agent_card",
        "Get an agent's card",
        "Get what an A2A agent says about itself: name, description, skills, capabilities (streaming, pushNotifications), interfaces, and which credentials it wants. " +
        "Begin with this when an agent is new to you.")
    {
        IsReadOnly = true,
        IsIdempotent = true,
        IsOpenWorld = true,
    },
    calls,
    McpJsonContext.Default.CardArguments,
    McpJsonContext.Default.Card)
{
    protected override async Task<Dictionary<string, JsonElement>> CallAsync(CardArguments given, ToolCall call, CancellationToken cancel)
    {
        // The resolver, not a client: a card is worth reading also where none of its interfaces can be called.
        using var resolver = new AgentCardResolver(Calls.OptionsFor(given.AgentUrl, call));
        var card = (await resolver.ResolveAsync(given.AgentUrl, cancel)).Card;
        var capabilities = card.Capabilities with { PushNotifications = card.Capabilities.PushNotifications ?? false };
        return JsonSerializer.Deserialize(A2AJson.Write(card with { Capabilities = capabilities }), McpJsonContext.Default.Card)!;
    }
}
