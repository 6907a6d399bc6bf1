using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>How push configs are printed; a secret never whole.</summary>
internal static class PushConfigText
{
    private static readonly TextColumn[] Columns = [new("Config ID"), new("Webhook URL"), new("Token")];

    /// <summary>One config, <see cref="Masked"/>.</summary>
    public static void Write(TextWriter output, TaskPushNotificationConfig masked)
    {
        output.Label("Task ID", masked.TaskId);
        output.Label("Webhook URL", masked.Url);
        output.Label("Token", masked.Token);
        output.Label("Authentication", $"{masked.Authentication?.Scheme} {masked.Authentication?.Credentials}".Trim());
        output.Label("Config ID", masked.Id);
    }

    /// <summary>Several, each <see cref="Masked"/>.</summary>
    public static void WriteTable(TextWriter output, IEnumerable<TaskPushNotificationConfig> masked, int? width)
    {
        var rows = masked.Select(config => (string[])[config.Id ?? "", config.Url, config.Token ?? "-"]);
        foreach (var line in TextTable.Lines(Columns, rows, width))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>The config as it may be printed: made anew, for in a field that is unknown here there may be a secret too. Pure.</summary>
    public static TaskPushNotificationConfig Masked(TaskPushNotificationConfig config, string taskId) => new()
    {
        Tenant = config.Tenant,
        Id = config.Id,
        TaskId = config.TaskId ?? taskId,
        Url = config.Url,
        Token = MaskOf(config.Token),
        Authentication = config.Authentication is { } authentication
            ? new AuthenticationInfo { Scheme = authentication.Scheme, Credentials = MaskOf(authentication.Credentials) }
            : null,
    };

    private static string? MaskOf(string? secret) => string.IsNullOrEmpty(secret) ? null : Mask.Of(secret);
}
