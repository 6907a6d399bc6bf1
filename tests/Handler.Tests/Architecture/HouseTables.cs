using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Handler.Tests.Architecture;

/// <summary>The two tables of the house (projects, and the folders of Handler.Server), and who may name what.</summary>
internal static partial class HouseTables
{
    private const string AspNetCore = "Microsoft.AspNetCore.App";
    private const RegexOptions Spaced = RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture;

    /// <summary>What a project may see of ours, and what it may bring in. Its floor is the highest below it, plus one.</summary>
    public static FrozenDictionary<string, ProjectRow> Projects { get; } = new ProjectRow[]
    {
        new("Handler.Protocol", Sees: [], Brings: []),
        new("Handler.Client", Sees: ["Protocol"], Brings: []),
        new("Handler.Server", Sees: ["Protocol"], Brings: [AspNetCore]),
        new("Handler.Receiver", Sees: ["Protocol"], Brings: [AspNetCore]),
        new("Handler.Sqlite", Sees: StoreSees, Brings: [AspNetCore, "SQLitePCLRaw.bundle_e_sqlite3"]),
        new("Handler.Postgres", Sees: StoreSees, Brings: [AspNetCore, "Npgsql"]),
        new("Handler.Subscriptions", Sees: ["Protocol", "Client", "Receiver"], Brings: [AspNetCore]),
        new("Handler.Mcp", Sees: Libraries, Brings: [AspNetCore, "ModelContextProtocol"]),
        new("Handler.Cli", Sees: [.. Libraries, "Mcp"], Brings:
            [AspNetCore, "System.CommandLine", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol"]),
    }.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>The folders of Handler.Server and the folders below each. Its root composes them and may name all.</summary>
    public static FrozenDictionary<string, string[]> ServerFolders { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Transports"] = ["Requests", "Tasks", "Push", "Storage"],
        ["Requests"] = ["Tasks", "Push", "Storage"],
        ["Tasks"] = ["Storage"],
        ["Push"] = ["Storage"],
        ["Storage"] = [],
        ["Operations"] = ["Push", "Storage"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The one folder that a store package may name of each end.</summary>
    public static FrozenDictionary<string, string> StoreFolders { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Handler.Server"] = "Storage",
        ["Handler.Receiver"] = "Inbox",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenSet<string> StorePackages { get; } = FrozenSet.Create(StringComparer.Ordinal, "Handler.Sqlite", "Handler.Postgres");

    /// <summary>Who may see a library's internals: tests and measurements, never another part of the product.</summary>
    public static FrozenSet<string> SeesInternals { get; } = FrozenSet.Create(
        StringComparer.Ordinal, "Handler.Tests", "Handler.StoreTests", "Handler.EndToEndTests", "Handler.TestKit", "bench");

    /// <summary>Names of the old dialects: their namespaces, their types, their members of WireFormat.</summary>
    [GeneratedRegex(@"^(V03|Legacy)([A-Z]\w*)?$", RegexOptions.ExplicitCapture)]
    public static partial Regex OldDialect { get; }

    /// <summary>
    /// Where old dialects may be named; WireFormat and WellKnownPaths declare them, the formatter, the parsers, the rules of a card and the demo choose between them.
    /// </summary>
    [GeneratedRegex(@"^src/(Handler\.Protocol/(V03|Legacy)/|Handler\.Protocol/(.*/)?(NotificationBody|WireFormat|WellKnownPaths|AgentCardRules)\w*\.cs$
        |Handler\.(Server|Client)/Transports/|Handler\.Server/Push/NotificationFormatter|Handler\.Receiver/(.*/)?\w*Parser\.cs$
        |Handler\.Cli/Demo/DemoDialects\.cs$)",
        Spaced)]
    public static partial Regex SpeaksOldDialects { get; }

    [GeneratedRegex("^(HttpContext|HttpRequest|HttpResponse|IHttpContextAccessor|HttpContextAccessor)$", RegexOptions.ExplicitCapture)]
    public static partial Regex HttpContextTypes { get; }

    /// <summary>Where a request's context may be held: the edges that speak HTTP, and the programs above them.</summary>
    [GeneratedRegex(
        @"^src/(Handler\.Server/(Transports|Operations)/|Handler\.Receiver/Endpoints/|Handler\.(Cli|Mcp)/)",
        RegexOptions.ExplicitCapture)]
    public static partial Regex HoldsHttpContext { get; }

    [GeneratedRegex(@"^src/(Handler\.Server/Storage|Handler\.Receiver/Inbox)/", RegexOptions.ExplicitCapture)]
    public static partial Regex StorageContracts { get; }

    /// <summary>Types of SQL, ADO and HTTP, and the namespaces they come from.</summary>
    [GeneratedRegex(@"^(I?Db(Connection|Command|Transaction|DataReader|DataSource|Parameter|Exception|ProviderFactory)
        |Sqlite\w+|Npgsql\w+|SQLitePCL
        |Http(Client|Content|Context|Method|StatusCode|(Request|Response)(Message)?|RequestException|Message(Invoker|Handler))
        |(System\.Data|System\.Net\.Http|Microsoft\.Data|Microsoft\.AspNetCore\.(Http|Routing|Mvc))(\..*)?)$",
        Spaced)]
    public static partial Regex ForeignToStorage { get; }

    /// <summary>What the wire types must not need: hosting, logging and web types all come from these.</summary>
    [GeneratedRegex(@"^(Microsoft|Npgsql|SQLitePCL|Spectre|OpenTelemetry)(\..*)?$", RegexOptions.ExplicitCapture)]
    public static partial Regex ForeignToProtocol { get; }

    /// <summary>Reads of the machine's clock; what is injected is a TimeProvider.</summary>
    [GeneratedRegex(@"(^|\.)(DateTime\.(Now|UtcNow|Today)|DateTimeOffset\.(Now|UtcNow)|Stopwatch\.(StartNew|GetTimestamp|GetElapsedTime)
        |Environment\.TickCount(64)?)$|(^|\.)new\ (Stopwatch|Timer|System\.Threading\.Timer)$|^Thread\.Sleep$",
        Spaced)]
    public static partial Regex WallClock { get; }

    /// <summary>The machine's clock, its randomness and HTTP clients, to be named where a program is put together only.</summary>
    [GeneratedRegex(@"(^|\.)(TimeProvider\.System|Random\.Shared|Guid\.NewGuid)$
        |^new\ (Random|HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler)$",
        Spaced)]
    public static partial Regex Uninjected { get; }

    /// <summary>Where parts are put together: the programs, registrations, builders, factories, and the defaults of options.</summary>
    [GeneratedRegex(@"^src/(Handler\.(Cli|Mcp)/|.*(Extensions|Builder|Factory|Options)\.cs$)", RegexOptions.ExplicitCapture)]
    public static partial Regex Composes { get; }

    /// <summary>What runs on the one thread of a simulation.</summary>
    [GeneratedRegex("^src/Handler\\.Server/(Push|Tasks|Storage)/", RegexOptions.ExplicitCapture)]
    public static partial Regex Simulated { get; }

    private static string[] StoreSees => ["Protocol", "Server", "Receiver"];

    private static string[] Libraries => ["Protocol", "Client", "Server", "Receiver", "Sqlite", "Postgres", "Subscriptions"];
}
