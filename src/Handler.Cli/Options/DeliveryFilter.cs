using System.CommandLine;
using System.CommandLine.Parsing;

namespace Handler.Cli.Options;

/// <summary>Which deliveries are meant: the filters that listing and redelivering share.</summary>
internal sealed class DeliveryFilter
{
    private static readonly string[] Reasons = ["refused", "expired", "expired-held", "forbidden", "gone", "replaced"];

    private readonly Option<string?> _taskId = new("--task-id") { Description = "Only those of this task", HelpName = "ID" };
    private readonly Option<string?> _configId = new("--config-id") { Description = "Only those of configs with this id", HelpName = "ID" };
    private readonly Option<string?> _origin = new("--origin") { Description = "Only those to this scheme, host and port, such as https://hooks.example", HelpName = "ORIGIN" };
    private readonly Option<string?> _owner = new("--owner") { Description = "Only those of this caller of the agent", HelpName = "NAME" };
    private readonly Option<string?> _tenant = new("--tenant") { Description = "Only those of this tenant", HelpName = "NAME" };
    private readonly Option<string?> _reason = new("--reason") { Description = $"Only those given up for this reason: {string.Join(", ", Reasons)}", HelpName = "REASON" };
    private readonly Option<string?> _since = SinceOption.Create("--since", "Only those given up since then: a time like 2026-03-01T18:30:45Z, or so long ago, like 2h or 3d");

    private DeliveryFilter()
    {
    }

    public static DeliveryFilter AddTo(Command command)
    {
        var filter = new DeliveryFilter();
        command.Add(filter._taskId);
        command.Add(filter._configId);
        command.Add(filter._origin);
        command.Add(filter._owner);
        command.Add(filter._tenant);
        command.Add(filter._reason);
        command.Add(filter._since);
        filter._reason.CompletionSources.Add(Reasons);
        filter._reason.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !Reasons.Contains(word.Value, StringComparer.Ordinal))
            {
                result.AddError($"--reason: '{word.Value}' is no reason; give one of {string.Join(", ", Reasons)}.");
            }
        });
        return filter;
    }

    /// <summary>Something was asked for that dead letters alone have.</summary>
    public bool IsOfDead(SymbolResult result) => result.GetResult(_reason) is not null || result.GetResult(_since) is not null;

    /// <inheritdoc cref="IsOfDead(SymbolResult)"/>
    public bool IsOfDead(ParseResult parsed) => IsOfDead(parsed.CommandResult);

    /// <summary>Something narrows what is meant.</summary>
    public bool IsAny(SymbolResult result) =>
        IsOfDead(result) || new Option[] { _taskId, _configId, _origin, _owner, _tenant }.Any(option => result.GetResult(option) is not null);

    /// <summary>The filters of lanes, by the names of the API.</summary>
    public IEnumerable<(string Name, string? Value)> OfLanes(ParseResult parsed) =>
    [
        ("taskId", parsed.GetValue(_taskId)),
        ("configId", parsed.GetValue(_configId)),
        ("origin", parsed.GetValue(_origin)),
        ("owner", parsed.GetValue(_owner)),
        ("tenant", parsed.GetValue(_tenant)),
    ];

    /// <summary>The filters of dead letters, by the names of the API.</summary>
    public IEnumerable<(string Name, string? Value)> OfDead(ParseResult parsed, TimeProvider clock) =>
        [.. OfLanes(parsed), ("reason", parsed.GetValue(_reason)), ("since", SinceOption.Read(parsed.GetValue(_since), clock))];
}
