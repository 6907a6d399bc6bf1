using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Client.Profiles;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>Which agent is called, as whom, and for how long: what every command that calls one shares.</summary>
internal sealed class AgentOptions
{
    private readonly Option<string?> _url = new("--url")
    {
        Description = "The agent's base URL, or its card's; also taken as first argument",
        HelpName = "URL",
    };

    private readonly Argument<string?>? _first;
    private readonly Option<string?> _bearer = SecretOption.Create("--bearer", "Bearer token for the agent");
    private readonly Option<string?> _apiKey = SecretOption.Create("--api-key", "API key for the agent, sent as X-API-Key");

    private readonly Option<WireFormat?> _protocol = ProtocolOption.Create("Dialect to call the agent in; what its card says when left out");

    private readonly Option<string?> _binding = BindingOption.Create("Binding to call the agent by; what its card says when left out");

    private readonly Option<Duration> _timeout =
        DurationOption.Create("--timeout", "How long to wait for an answer", Duration.Seconds(30), allowForever: true);

    private AgentOptions(Argument<string?>? first) => _first = first;

    /// <summary>Adds them to a command; the agent's URL may be its first argument.</summary>
    public static AgentOptions AddTo(Command command)
    {
        var first = new Argument<string?>("url")
        {
            Description = "The agent's URL, where --url is left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(first);
        var options = new AgentOptions(first);
        command.Validators.Add(result => options.CheckUrl(result, result.GetResult(first)?.Tokens is [var token] ? token.Value : null));
        return options.AddOptionsTo(command);
    }

    /// <summary>
    /// Adds them to a command that has arguments of its own, which checks with <see cref="CheckUrl"/> and gives the first to
    /// <see cref="UrlOf"/>.
    /// </summary>
    public static AgentOptions AddWithoutArgumentTo(Command command) => new AgentOptions(null).AddOptionsTo(command);

    /// <summary>There is one URL, and it is one.</summary>
    public void CheckUrl(CommandResult result, string? first)
    {
        if (first is not null && UnknownOption.Is(first))
        {
            result.AddError(UnknownOption.Fault(first, result.Command));
            return;
        }

        var named = result.GetValue(_url);
        var fault = (named, first) switch
        {
            (null, null) => "Which agent? Add --url with its URL, such as --url http://localhost:8000.",
            ({ } a, { } b) when b.Contains("://", StringComparison.Ordinal) => $"Two URLs: --url {a} and '{b}'. Give one.",
            (not null, { } b) => $"'{b}' has no place here beside --url.{(TakesTask(result.Command) ? " A task goes behind --task-id." : "")}",
            var (a, b) => HttpUrl.FaultOf("--url", (a ?? b)!),
        };
        if (fault is not null)
        {
            result.AddError(fault);
        }
    }

    private static bool TakesTask(Command command) => command.Options.Any(option => option.Name == "--task-id");

    public bool HasUrl(CommandResult result) => result.GetValue(_url) is not null;

    /// <summary>The agent's URL as it was typed.</summary>
    public string UrlOf(ParseResult parsed, string? first = null) =>
        (parsed.GetValue(_url) ?? first ?? (_first is null ? null : parsed.GetValue(_first)))!;

    /// <summary>The words that name the agent in a line to type next: its URL, and where its secrets are; never a secret.</summary>
    public string WordsOf(ParseResult parsed, string? first = null) => string.Join(
        ' ',
        [
            $"--url {ShellWord.Of(UrlOf(parsed, first))}", .. ProtocolOption.WordsOf(parsed, _protocol),
            .. BindingOption.WordsOf(parsed, _binding),
            .. SecretWords(parsed, _bearer, "TOKEN"), .. SecretWords(parsed, _apiKey, "KEY"),
        ]);

    /// <summary>A client for the agent at <paramref name="url"/>, its card read.</summary>
    /// <exception cref="A2AClientException">There is no agent, or none that this program can call.</exception>
    public Task<A2AClient> ConnectAsync(ParseResult parsed, string url, Screen screen, CancellationToken cancel, params IReadOnlyList<string> extensions)
    {
        var options = ClientOptions(parsed, url, screen, extensions);
        screen.Wait($"waiting for {url}");
        return A2AClient.ConnectAsync(url, options, cancel);
    }

    /// <summary>How to call the agent: with the credentials that were typed, else with those that are saved for it.</summary>
    public A2AClientOptions ClientOptions(ParseResult parsed, string url, Screen screen, IReadOnlyList<string>? extensions = null)
    {
        var (bearer, apiKey) = (SecretSource.Read(parsed, _bearer, screen.Terminal), SecretSource.Read(parsed, _apiKey, screen.Terminal));
        var saved = (bearer ?? apiKey) is null ? SavedCredentials.Find(url, screen) : null;
        return new()
        {
            Protocol = parsed.GetValue(_protocol),
            Binding = BindingOption.Read(parsed.GetValue(_binding)),
            BearerToken = bearer ?? saved?.BearerToken,
            ApiKey = apiKey ?? saved?.ApiKey,
            ApiKeyHeader = saved?.ApiKeyHeader ?? SavedCredential.DefaultApiKeyHeader,
            CredentialOrigin = saved?.Origin,
            Extensions = extensions ?? [],
            Timeout = parsed.GetRequiredValue(_timeout).Span,
            HttpClient = AgentNetwork.ClientOf(screen),
            TimeProvider = screen.Terminal.Clock,
        };
    }

    private static IEnumerable<string> SecretWords(ParseResult parsed, Option<string?> option, string placeholder) =>
        parsed.GetValue(option) is { } given
            ? [$"{option.Name} {(SecretSource.IsReference(given) ? ShellWord.Of(given) : placeholder)}"]
            : [];

    private void CheckBinding(CommandResult result)
    {
        // Asked of the words: the values of wrong ones are not to be had here.
        if (BindingOption.Read(result.GetResult(_binding)?.Tokens is [var word] ? word.Value : null) == ProtocolBindings.HttpJson
            && result.GetResult(_protocol)?.Tokens is [var dialect]
            && WireFormat.TryParseDisplayName(dialect.Value, out var protocol)
            && !A2AClient.BindingsOf(protocol).Contains(ProtocolBindings.HttpJson))
        {
            result.AddError($"--binding rest: agents of the {dialect.Value} dialect are called over JSON-RPC. Leave --binding out.");
        }
    }

    private AgentOptions AddOptionsTo(Command command)
    {
        command.Add(_url);
        command.Add(_bearer);
        command.Add(_apiKey);
        command.Add(_protocol);
        command.Add(_binding);
        command.Add(_timeout);
        command.Validators.Add(CheckBinding);
        return this;
    }
}
