using System.CommandLine;

namespace Handler.Cli.Options;

/// <summary>Where a server is reached from outside, when that is not where it listens.</summary>
internal static class PublicUrlOption
{
    private const string Name = "--public-url";

    public static Option<string?> Create()
    {
        var option = new Option<string?>(Name)
        {
            Description = "Where the agent is reached from outside, for its card: behind a proxy with TLS its https URL",
            HelpName = "URL",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } url && FaultOf(url) is { } fault)
            {
                result.AddError(fault);
            }
        });
        return option;
    }

    public static Uri? Read(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } url ? new Uri(url) : null;

    private static string? FaultOf(string text) => HttpUrl.FaultOf(Name, text)
        ?? (new Uri(text) is { Query: "", Fragment: "" } ? null
            : $"{Name}: '{text}' has a query or a fragment; give the URL that the paths of the agent begin with, such as https://agents.example.com.");
}
