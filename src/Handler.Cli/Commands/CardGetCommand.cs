using System.CommandLine;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Commands;

/// <summary><c>handler card get</c>: what an agent says about itself.</summary>
internal static class CardGetCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "get",
            "Print an agent's card as JSON; it always says whether the agent sends push notifications",
            "handler card get http://localhost:8000 | grep pushNotifications");
        var agent = AgentOptions.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var screen = Screen.Of(parsed, terminal);

            // The resolver, not a client: a card is worth reading also where none of its interfaces can be called.
            var url = agent.UrlOf(parsed);
            using var resolver = new AgentCardResolver(agent.ClientOptions(parsed, url, screen));
            screen.Wait($"waiting for {url}");
            var found = await resolver.ResolveAsync(url, cancel);
            var card = Explicit(found.Card);
            screen.Print(card, output => output.WriteLine(IndentedJson.Of(JsonText.Of(card))));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>It always says whether the agent pushes, so that who looks for that finds it.</summary>
    private static AgentCard Explicit(AgentCard card) => card with
    {
        Capabilities = card.Capabilities with { PushNotifications = card.Capabilities.PushNotifications ?? false },
    };
}
