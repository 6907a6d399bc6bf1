namespace Handler.Tests.Client;

/// <summary>Agent cards as JSON.</summary>
internal static class Cards
{
    public const string JsonRpc = """{"url":"https://agent.example/a2a","protocolBinding":"JSONRPC","protocolVersion":"1.0"}""";

    public static string Json(string interfaces = JsonRpc, string capabilities = "{}") =>
        $$"""
        {"name":"Clock","description":"Tells the time","version":"1","supportedInterfaces":[{{interfaces}}],"capabilities":{{capabilities}},
        "defaultInputModes":["text/plain"],"defaultOutputModes":["text/plain"],
        "skills":[{"id":"s","name":"S","description":"d","tags":["t"]}]}
        """;

    public static string Interface(string url, string binding = "JSONRPC", string version = "1.0", string tenant = "") =>
        $$"""{"url":"{{url}}","protocolBinding":"{{binding}}","protocolVersion":"{{version}}","tenant":"{{tenant}}"}""";
}
