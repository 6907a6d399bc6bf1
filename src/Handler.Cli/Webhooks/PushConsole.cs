using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Handler.Cli.Output;
using Handler.Receiver;
using Handler.Receiver.Inbox;

namespace Handler.Cli.Webhooks;

/// <summary>Shows each push that is new on the terminal, and on standard error why others were refused.</summary>
internal sealed class PushConsole(Screen screen) : IReceiptObserver
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void OnReceipt(Receipt receipt)
    {
        // Pushes come on many threads; each is shown whole.
        lock (_lock)
        {
            if (receipt is { Outcome: ReceiptOutcome.Kept, Notification: { } push })
            {
                Show(push);
            }
            else if (Refusal(receipt.Outcome) is { } reason)
            {
                screen.Say($"Refused a push: {reason}");
            }
        }
    }

    /// <summary>A push as it is shown. Pure.</summary>
    internal static string Text(ReceivedNotification push, Paint paint)
    {
        using var text = new StringWriter { NewLine = "\n" };
        text.WriteLine();
        text.WriteLine("Push Notification Received");
        text.Label("Timestamp", TimestampOf(push));
        text.Label("Task ID", push.TaskId);
        text.State("State", push.State.Name, paint);
        text.Label("Token", push.Token switch
        {
            TokenState.Verified => "present (verified)",
            TokenState.Present => "present",
            _ => null,
        });
        text.WriteLine();
        text.WriteLine(IndentedJson.Of(RawText(push.Payload)));
        text.WriteLine();
        return text.ToString();
    }

    /// <summary>A push as <c>GET /notifications</c> has it, on one line. Pure.</summary>
    internal static string Json(ReceivedNotification push) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("timestamp", TimestampOf(push));
        writer.WriteString("task_id", push.TaskId);
        writer.WriteString("state", push.State.Name);
        writer.WritePropertyName("payload");
        push.Payload.WriteTo(writer);
        writer.WriteEndObject();
    });

    private void Show(ReceivedNotification push)
    {
        if (screen.IsText)
        {
            screen.Out.Write(Text(push, screen.Paint));
        }
        else
        {
            screen.PrintLine(Json(push));
        }
    }

    private static string TimestampOf(ReceivedNotification push) => push.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private static string RawText(JsonElement payload) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(payload));

    private static string? Refusal(ReceiptOutcome outcome) => outcome switch
    {
        ReceiptOutcome.TokenRefused => "its notification token is missing or wrong (401). Give the sender the token of --token.",
        ReceiptOutcome.TooLarge => "its body is too large (413).",
        ReceiptOutcome.InvalidJson => "its body is no JSON (400).",
        ReceiptOutcome.NoObject => "its body is no JSON object (400).",
        ReceiptOutcome.Full or ReceiptOutcome.Failed => "it could not be kept (503); the sender is asked to come again.",
        _ => null,
    };
}
