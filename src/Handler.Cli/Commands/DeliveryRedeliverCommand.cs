using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Handler.Cli.Operations;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler delivery redeliver</c>: sends again what was given up, one or by filter.</summary>
internal sealed class DeliveryRedeliverCommand
{
    private const int AtOnce = 20;

    private readonly Terminal _terminal;
    private readonly Argument<string?> _id;
    private readonly OperatorOptions _operator;
    private readonly DeliveryFilter _filter;
    private readonly Option<bool> _all = new("--all") { Description = "All that was given up and not redelivered yet, where no filter is given" };
    private readonly Option<bool> _newId = new("--new-id") { Description = "Under a new webhook-id, for receivers that drop what they have seen" };
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "Send at most so many again",
        HelpName = "N",
        DefaultValueFactory = _ => ListLimit.Most,
        CustomParser = result => NumberOption.Read(result, "--limit", 1, int.MaxValue, "is no number of deliveries; give how many to send again, such as 100.") ?? 0,
    };

    private DeliveryRedeliverCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _id = DeliveryIdArgument.AddTo(command, IsMany);
        _operator = OperatorOptions.AddWithoutArgumentTo(command);
        _filter = DeliveryFilter.AddTo(command);
        command.Add(_all);
        command.Add(_newId);
        command.Add(_limit);
        command.Validators.Add(Check);
        command.SetAction(RedeliverAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "redeliver",
            "Send again what an agent has given up, each in one try: one delivery by its id, or many by filter",
            "handler delivery redeliver msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17 --url http://localhost:8000 --token \"$TOKEN\"",
            "handler delivery redeliver --origin http://127.0.0.1:9000 --since 2h --url http://localhost:8000 --token \"$TOKEN\"");
        _ = new DeliveryRedeliverCommand(command, terminal);
        return command;
    }

    private bool IsMany(SymbolResult result) => _filter.IsAny(result) || result.GetResult(_all) is { Implicit: false };

    private void Check(CommandResult result)
    {
        if (result.GetResult(_id)?.Tokens.Count > 0 && (IsMany(result) || result.GetResult(_limit) is { Implicit: false }))
        {
            result.AddError("Either one delivery by its id, or many by filter: leave one of them out.");
        }
    }

    private async Task<int> RedeliverAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var screen = Screen.Of(parsed, _terminal);
        using var operations = _operator.Connect(parsed, screen);
        return parsed.GetValue(_id) is { } id
            ? await OneAsync(operations, id, parsed, screen, cancel)
            : await ManyAsync(operations, parsed, screen, cancel);
    }

    private async Task<int> OneAsync(OperationsClient operations, string id, ParseResult parsed, Screen screen, CancellationToken cancel)
    {
        var done = await operations.PostAsync($"deliveries/{Uri.EscapeDataString(id)}/redeliver", new JsonObject { ["newId"] = parsed.GetValue(_newId) }, cancel);
        screen.Print(done, output => output.WriteLine(RedeliveryLine.Of(done)));
        return done.Text("outcome") == "delivered" ? ExitCode.Done : ExitCode.Refused;
    }

    private async Task<int> ManyAsync(OperationsClient operations, ParseResult parsed, Screen screen, CancellationToken cancel)
    {
        var all = new List<JsonObject>();
        var token = "";
        do
        {
            var page = await operations.PostAsync("dead-letters/redeliver", Order(parsed, token, parsed.GetValue(_limit) - all.Count), cancel);
            var done = page.Objects("redeliveries").ToList();
            // Said as it comes: a long list is watched, and what was done is known when the rest cannot be.
            done.ForEach(redelivery => Say(screen, redelivery));
            all.AddRange(done);
            token = page.Text("nextPageToken") ?? "";
        }
        while (token.Length > 0 && all.Count < parsed.GetValue(_limit));
        return End(all, token.Length > 0, screen);
    }

    private static void Say(Screen screen, JsonObject redelivery)
    {
        if (screen.IsText)
        {
            screen.Out.WriteLine(RedeliveryLine.Of(redelivery));
        }
        else if (screen.Format == OutputFormat.NdJson)
        {
            screen.PrintLine(JsonText.Of(redelivery));
        }
    }

    private static int End(List<JsonObject> all, bool hasMore, Screen screen)
    {
        var delivered = all.Count(redelivery => redelivery.Text("outcome") == "delivered");
        if (screen.Format == OutputFormat.Json)
        {
            screen.PrintList("redeliveries", all.Select(redelivery => (JsonObject)redelivery.DeepClone()), _ => { });
        }
        else if (all.Count == 0 && screen.IsText)
        {
            screen.Out.WriteLine("No deliveries to send again");
        }
        else
        {
            screen.Note($"{delivered} of {all.Count} delivered.{(hasMore ? " There are more: the same command goes on with what is left." : "")}");
        }

        return delivered == all.Count ? ExitCode.Done : ExitCode.Refused;
    }

    private JsonObject Order(ParseResult parsed, string token, int left)
    {
        var order = new JsonObject { ["newId"] = parsed.GetValue(_newId), ["limit"] = Math.Min(AtOnce, left) };
        foreach (var (name, value) in _filter.OfDead(parsed, _terminal.Clock))
        {
            if (value is not null)
            {
                order[name] = value;
            }
        }

        if (token.Length > 0)
        {
            order["pageToken"] = token;
        }

        return order;
    }
}
