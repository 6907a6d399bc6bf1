using Handler.Client;
using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;
using Handler.Protocol.Agents.Rules;

namespace Handler.Mcp.Tools;

/// <summary>Whether a card is as A2A says, and where it is not.</summary>
internal sealed class ValidateAgentCardTool(AgentCalls calls) : AgentTool<CardSourceArguments, CardValidationResult>(
    new ToolFace(
        "validate_agent_card",
        "Validate an agent card",
        "Check an A2A agent card, of an agent (URL) or in a file, against A2A 1.0 or 0.3: says whether it is valid, every fault with its place, and what to write there. " +
        "A card that is not valid is a result, not an error.")
    {
        IsReadOnly = true,
        IsIdempotent = true,
        IsOpenWorld = true,
    },
    calls,
    McpJsonContext.Default.CardSourceArguments,
    McpJsonContext.Default.CardValidationResult)
{
    protected override async Task<CardValidationResult> CallAsync(CardSourceArguments given, ToolCall call, CancellationToken cancel)
    {
        if (given.FromFile)
        {
            return ResultOf(await CardFile.ReadAsync(given.Source, cancel), given.Source, "file");
        }

        using var resolver = new AgentCardResolver(Calls.OptionsFor(given.Source, call));
        var found = await resolver.FetchAsync(given.Source, cancel);
        return ResultOf(found.Utf8, found.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), "url");
    }

    private static CardValidationResult ResultOf(ReadOnlyMemory<byte> card, string source, string sourceType)
    {
        var report = AgentCardRules.Check(card.Span);
        return new(
            report.IsValid,
            source,
            sourceType,
            report.AgentName,
            report.ProtocolVersion,
            [.. report.Errors.Select(CardIssueRow.OfError), .. report.Warnings.Select(CardIssueRow.OfWarning)],
            new CardCapabilities(report.Streaming, report.PushNotifications),
            [.. report.Skills.Select(skill => new CardSkillRow(skill.Id, skill.Name))]);
    }
}
