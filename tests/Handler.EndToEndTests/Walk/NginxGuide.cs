using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>The server blocks of docs/nginx.md, as they stand there but for ports and certificates.</summary>
internal static class NginxGuide
{
    /// <summary>The block in front of <c>handler server push</c>.</summary>
    public static string Webhook(TestAuthority authority, int port, int upstream) => Fill("webhooks.example.com", 9000, authority, port, upstream);

    /// <summary>The block in front of <c>handler server agent</c>.</summary>
    public static string Agent(TestAuthority authority, int port, int upstream) => Fill("agents.example.com", 8000, authority, port, upstream);

    /// <summary>A text with something in it put for something else, which must be there exactly once.</summary>
    public static string Put(string text, string inPlaceOf, string put)
    {
        text.Split(inPlaceOf).Length.ShouldBe(2, $"'{inPlaceOf}' is to be there once in\n{text}");
        return text.Replace(inPlaceOf, put, StringComparison.Ordinal);
    }

    private static string Fill(string name, int written, TestAuthority authority, int port, int upstream)
    {
        var block = Blocks().Single(block => block.Contains($"server_name {name};", StringComparison.Ordinal));
        block = Put(block, "listen 443 ssl;", $"listen 127.0.0.1:{port} ssl;");
        block = Put(block, $"/etc/letsencrypt/live/{name}/fullchain.pem", authority.CertificateFile);
        block = Put(block, $"/etc/letsencrypt/live/{name}/privkey.pem", authority.KeyFile);
        return Put(block, $"http://127.0.0.1:{written}", $"http://127.0.0.1:{upstream}");
    }

    private static IEnumerable<string> Blocks() =>
        File.ReadAllText(Clone.File("docs", "nginx.md")).Split("```nginx\n").Skip(1).Select(text => text[..text.IndexOf("```", StringComparison.Ordinal)]);
}
