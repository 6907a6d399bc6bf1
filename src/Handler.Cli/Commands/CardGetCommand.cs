using System.CommandLine;
using System.Text;
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
            // The resolver, not a client: a card is worth reading also where none of its interfaces can be called.
            var url = agent.UrlOf(parsed);
            using var resolver = new AgentCardResolver(agent.ClientOptions(parsed, url, terminal));
            var found = await resolver.ResolveAsync(url, cancel);
            terminal.Out.WriteLine(Text(found.Card));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Text(AgentCard card)
    {
        var capabilities = card.Capabilities with { PushNotifications = card.Capabilities.PushNotifications ?? false };
        return IndentedJson.Of(Encoding.UTF8.GetString(A2AJson.Write(card with { Capabilities = capabilities })));
    }
}
