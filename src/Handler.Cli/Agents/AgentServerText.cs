using System.Text.Json.Nodes;
using Handler.Cli.Options;
using Handler.Protocol;

namespace Handler.Cli.Agents;

/// <summary>What the development agent says when it listens. Pure.</summary>
internal static class AgentServerText
{
    private const string Texts = "a text can ask for others: steps 3 every 200ms, fail, ask, reject";
    private const string Kept = "kept; started again, unfinished tasks go on";
    private const string On = "Push notifications: on; this agent is for development: webhooks on loopback and over http are allowed";
    private const string Off = "Push notifications: off";
    private const string Asked = "API key: needed by every caller, as X-API-Key or as bearer token";
    private const string OperationsPath = "/operations";
    private const string Open = "Anybody who reaches this machine can use this agent: it asks for no credentials";

    public static string Start(AgentServerSettings settings, AgentData data, string machine)
    {
        var url = settings.Url;
        var key = settings.ApiKey is null ? "" : " --api-key KEY";
        string[] lines =
        [
            $"Starting Handler server on {settings.Address.Authority}",
            "",
            $"Agent card: {url}{WellKnownPaths.AgentCard}",
            .. settings.Address.IsAny && settings.PublicUrl is null ? (string[])[$"From another machine: http://{machine}:{settings.Address.Port}"] : [],
            $"Steps: {settings.Plan.Steps}, {new Duration(settings.Plan.Interval)} each; {Texts}",
            $"Store: {data.File} ({(data.IsTemporary ? "temporary, deleted at the end; --data FILE keeps it" : Kept)})",
            .. settings.Push ? [On, $"A failed push is tried again within {new Duration(AgentServer.MaxRetryDelay)}"] : (string[])[Off],
            .. Access(settings),
            .. Operations(settings),
            "",
            $"Send it a message: handler message send --url {url}{key} \"Process this data\"",
            "",
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>The same for programs.</summary>
    public static JsonObject Json(AgentServerSettings settings, AgentData data) => new()
    {
        ["url"] = settings.Url,
        ["card"] = settings.Url + WellKnownPaths.AgentCard,
        ["store"] = data.File,
        ["pushNotifications"] = settings.Push,
        ["apiKeyNeeded"] = settings.ApiKey is not null,
        ["operations"] = settings.OperationsToken is null ? null : settings.Url + OperationsPath,
    };

    /// <summary>A key that was made up, told once.</summary>
    public static string MadeUp(string key) => $"Made for this run, and shown only here: {key}";

    /// <summary>A token of operators that was made up, told once.</summary>
    public static string MadeUpForOperators(string token) => $"Token of operators, made for this run and shown only here: {token}";

    private static string[] Operations(AgentServerSettings settings) => settings.OperationsToken switch
    {
        { IsMadeUp: true, Key: var token } => [$"Operations: {settings.Url}{OperationsPath}", MadeUpForOperators(token)],
        { } => [$"Operations: {settings.Url}{OperationsPath}, for who has the token"],
        null => [],
    };

    private static string[] Access(AgentServerSettings settings) => settings.ApiKey switch
    {
        { IsMadeUp: true, Key: var key } => [Asked, MadeUp(key)],
        { } => [Asked],
        null => settings.Address.IsLoopback ? [] : [Open],
    };
}
