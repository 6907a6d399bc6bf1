using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>How push configs are printed; a secret never whole.</summary>
internal static class PushConfigText
{
    private static readonly string[] Header = ["CONFIG ID", "WEBHOOK URL", "TOKEN"];

    public static void Write(TextWriter output, string taskId, TaskPushNotificationConfig config)
    {
        output.Label("Task ID", config.TaskId ?? taskId);
        output.Label("Webhook URL", config.Url);
        output.Label("Token", Masked(config.Token));
        output.Label("Authentication", config.Authentication is { } authentication
            ? $"{authentication.Scheme} {Masked(authentication.Credentials)}".TrimEnd()
            : null);
        output.Label("Config ID", config.Id);
    }

    public static void WriteTable(TextWriter output, IEnumerable<TaskPushNotificationConfig> configs)
    {
        var rows = configs.Select(config => (string[])[config.Id ?? "", config.Url, Masked(config.Token) ?? "-"]);
        foreach (var line in TextTable.Lines(Header, rows))
        {
            output.WriteLine(line);
        }
    }

    private static string? Masked(string? secret) => string.IsNullOrEmpty(secret) ? null : Mask.Of(secret);
}
