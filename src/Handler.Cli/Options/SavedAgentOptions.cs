using System.CommandLine;
using System.CommandLine.Parsing;

namespace Handler.Cli.Options;

/// <summary>Which agent something is saved for: its URL as first argument, or as <c>--url</c> like everywhere.</summary>
internal sealed class SavedAgentOptions
{
    private readonly Option<string?> _url = new("--url") { Description = "The agent's URL; also taken as first argument", HelpName = "URL" };

    private readonly Argument<string?> _first = new("url")
    {
        Description = "The agent's URL, where --url is left out",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private SavedAgentOptions()
    {
    }

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="instead">An option that does without an agent.</param>
    public static SavedAgentOptions AddTo(Command command, Option<bool>? instead = null)
    {
        var options = new SavedAgentOptions();
        command.Add(options._first);
        command.Add(options._url);
        command.Validators.Add(result => options.Check(result, instead));
        return options;
    }

    /// <summary>The URL as it was typed; null when the option that does without one was given.</summary>
    public string? UrlOf(ParseResult parsed) => parsed.GetValue(_url) ?? parsed.GetValue(_first);

    private void Check(CommandResult result, Option<bool>? instead)
    {
        var first = result.GetResult(_first)?.Tokens is [var token] ? token.Value : null;
        if (first is not null && UnknownOption.Is(first))
        {
            result.AddError(UnknownOption.Fault(first, result.Command));
            return;
        }

        var isAll = instead is not null && result.GetValue(instead);
        var fault = (result.GetValue(_url), first) switch
        {
            (null, null) when isAll => null,
            (null, null) => $"Which agent? Give its URL, such as http://localhost:8000{(instead is null ? "." : $", or {instead.Name}.")}",
            ({ } a, { } b) => $"Two URLs: --url {a} and '{b}'. Give one.",
            var (a, b) when isAll => $"Either {instead!.Name} or one agent: leave {instead.Name} or {a ?? b} out.",
            var (a, b) => HttpUrl.FaultOf("--url", (a ?? b)!),
        };
        if (fault is not null)
        {
            result.AddError(fault);
        }
    }
}
