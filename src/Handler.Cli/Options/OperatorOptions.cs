using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Failures;
using Handler.Cli.Operations;
using Handler.Cli.Output;

namespace Handler.Cli.Options;

/// <summary>Whose operations are called, and with which token: what every command for operators shares.</summary>
internal sealed class OperatorOptions
{
    /// <summary>The environment variable that the token is taken from where none is given.</summary>
    public const string TokenVariable = "HANDLER_OPERATIONS_TOKEN";

    private readonly Option<string?> _url = new("--url")
    {
        Description = "The agent's URL; operations that are not at /operations by their own URL",
        HelpName = "URL",
    };

    private readonly Argument<string?>? _first;
    private readonly Option<string?> _token = SecretOption.Create("--token", $"The agent's token for operators; {TokenVariable} when left out");

    private readonly Option<Duration> _timeout =
        DurationOption.Create("--timeout", "How long to wait for an answer", Duration.Seconds(30), allowForever: true);

    private OperatorOptions(Argument<string?>? first) => _first = first;

    /// <summary>Adds them to a command; the agent's URL may be its first argument.</summary>
    public static OperatorOptions AddTo(Command command)
    {
        var first = new Argument<string?>("url") { Description = "The agent's URL, where --url is left out", Arity = ArgumentArity.ZeroOrOne };
        command.Add(first);
        return new OperatorOptions(first).AddOptionsTo(command);
    }

    /// <summary>Adds them to a command whose first argument is something else.</summary>
    public static OperatorOptions AddWithoutArgumentTo(Command command) => new OperatorOptions(null).AddOptionsTo(command);

    /// <summary>The operations, to be called.</summary>
    /// <exception cref="CommandFailedException">There is no token.</exception>
    public OperationsClient Connect(ParseResult parsed, Screen screen)
    {
        var url = UrlOf(parsed);
        screen.Wait($"waiting for {url}");
        return new OperationsClient(url, TokenOf(parsed, screen.Terminal), parsed.GetRequiredValue(_timeout).Span, screen);
    }

    /// <summary>The words that name the agent in a line to type next; never the token.</summary>
    public string WordsOf(ParseResult parsed) => $"--url {ShellWord.Of(UrlOf(parsed))}";

    private string UrlOf(ParseResult parsed) => (parsed.GetValue(_url) ?? (_first is null ? null : parsed.GetValue(_first)))!;

    private string TokenOf(ParseResult parsed, Terminal terminal) =>
        SecretSource.Read(parsed, _token, terminal) is { } given ? given
        : terminal.Variable(TokenVariable) is { Length: > 0 } found ? found
        : throw CommandFailedException.Unauthenticated(
            $"Operations need the token that the agent was started with. Give --token TOKEN, or set {TokenVariable}. handler server agent shows its token when it starts.");

    private OperatorOptions AddOptionsTo(Command command)
    {
        command.Add(_url);
        command.Add(_token);
        command.Add(_timeout);
        command.Validators.Add(Check);
        return this;
    }

    private void Check(CommandResult result)
    {
        var first = _first is not null && result.GetResult(_first)?.Tokens is [var token] ? token.Value : null;
        if (first is not null && UnknownOption.Is(first))
        {
            result.AddError(UnknownOption.Fault(first, result.Command));
            return;
        }

        var fault = (result.GetValue(_url), first) switch
        {
            (null, null) => "Which agent? Add --url with its URL, such as --url http://localhost:8000.",
            ({ } a, { } b) => $"Two URLs: --url {a} and '{b}'. Give one.",
            var (a, b) => HttpUrl.FaultOf("--url", (a ?? b)!),
        };
        if (fault is not null)
        {
            result.AddError(fault);
        }
    }
}
