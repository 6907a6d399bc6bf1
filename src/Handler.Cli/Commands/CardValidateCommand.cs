using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Cards;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Protocol.Agents.Rules;

namespace Handler.Cli.Commands;

/// <summary><c>handler card validate</c>: whether a card is as A2A says, and where it is not.</summary>
internal sealed class CardValidateCommand
{
    private readonly Argument<string?> _source = new("source")
    {
        Description = "The agent's URL or its card's, a file, or - for standard input; what begins with http:// or https:// is a URL",
        HelpName = "URL|FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly AgentOptions _agent;
    private readonly Terminal _terminal;

    private CardValidateCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        command.Add(_source);
        _agent = AgentOptions.AddWithoutArgumentTo(command);
        command.Validators.Add(Check);
        command.SetAction(ValidateAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "validate",
            "Say whether an agent card is as A2A 1.0 or 0.3 wants it, and every place where it is not",
            "handler card validate http://localhost:8000",
            "handler card get http://localhost:8000 | handler card validate -");
        _ = new CardValidateCommand(command, terminal);
        return command;
    }

    private void Check(CommandResult result)
    {
        var source = result.GetValue(_source);
        if (source is null && !_agent.HasUrl(result))
        {
            result.AddError("Which card? Give a URL, a file, or - for standard input, such as http://localhost:8000.");
        }
        else if (source is null || _agent.HasUrl(result) || CardSource.IsUrl(source) || UnknownOption.Is(source))
        {
            _agent.CheckUrl(result, source);
        }
        else if (string.IsNullOrWhiteSpace(source))
        {
            result.AddError("The name of the source is empty. Give a URL, a file, or - for standard input.");
        }
    }

    private async Task<int> ValidateAsync(ParseResult parsed, CancellationToken cancel)
    {
        var source = _agent.UrlOf(parsed, parsed.GetValue(_source));
        using var screen = Screen.Of(parsed, _terminal);
        screen.Wait($"waiting for {source}");
        var (utf8, name) = await CardSource.ReadAsync(source, () => _agent.ClientOptions(parsed, source, screen), _terminal, cancel);
        var report = AgentCardRules.Check(utf8.Span);
        screen.Print(CardReportText.Json(report, name), output => CardReportText.Write(output, report, name));
        return report.IsValid ? ExitCode.Done : ExitCode.Refused;
    }
}
