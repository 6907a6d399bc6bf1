using Handler.Cli.Options;

namespace Handler.Cli.Agents;

/// <summary>What the development agent says when it listens. Pure.</summary>
internal static class AgentServerText
{
    public static string Start(AgentServerSettings settings, AgentData data)
    {
        var url = $"http://{settings.Address.Authority}";
        string[] lines =
        [
            $"Starting Handler server on {settings.Address.Authority}",
            "",
            $"Agent card: {url}/.well-known/agent-card.json",
            $"Steps: {settings.Plan.Steps}, {new Duration(settings.Plan.Interval)} each; a text can ask for others: steps 3 every 200ms, fail, ask, reject",
            $"Store: {data.File} ({(data.IsTemporary ? "temporary, deleted at the end; --data FILE keeps it" : "kept; started again, unfinished tasks go on")})",
            settings.Push
                ? $"Push notifications: on. For development: webhooks on loopback and over http are allowed, a failed push is tried again within {new Duration(AgentServer.MaxRetryDelay)}"
                : "Push notifications: off",
            .. settings.Address.IsLoopback ? (string[])[] : ["Anybody who reaches this machine can use this agent: it asks for no credentials"],
            "",
            $"Send it a message: handler message send --url {url} \"Process this data\"",
            "",
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }
}
