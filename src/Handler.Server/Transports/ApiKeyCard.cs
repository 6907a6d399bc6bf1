using Handler.Protocol;

namespace Handler.Server.Transports;

/// <summary>What the card of an agent that asks for API keys says of them. Pure.</summary>
internal static class ApiKeyCard
{
    private const string KeyName = "apiKey";
    private const string BearerName = "bearer";

    /// <summary>The card with two more ways to authenticate, either of which will do; names that the author has taken keep the author's meaning.</summary>
    public static AgentCard Declare(AgentCard card)
    {
        var schemes = new Dictionary<string, SecurityScheme>(card.SecuritySchemes ?? new Dictionary<string, SecurityScheme>(), StringComparer.Ordinal);
        SecurityRequirement[] added =
        [
            .. schemes.TryAdd(KeyName, Key) ? [Need(KeyName)] : (SecurityRequirement[])[],
            .. schemes.TryAdd(BearerName, Bearer) ? [Need(BearerName)] : (SecurityRequirement[])[],
        ];
        return card with { SecuritySchemes = schemes, SecurityRequirements = [.. card.SecurityRequirements ?? [], .. added] };
    }

    private static SecurityScheme Key => SecurityScheme.Of(
        new APIKeySecurityScheme { Description = "An API key of this agent", Location = "header", Name = PresentedKeys.Header });

    private static SecurityScheme Bearer => SecurityScheme.Of(
        new HTTPAuthSecurityScheme { Description = "The same key as a bearer token", Scheme = PresentedKeys.Bearer });

    private static SecurityRequirement Need(string scheme) =>
        new() { Schemes = new Dictionary<string, StringList> { [scheme] = new() { List = [] } } };
}
