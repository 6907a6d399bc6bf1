using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Handler.Receiver.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Handler.Receiver.Endpoints;

/// <summary>Listing and clearing the inbox, for those whom <see cref="InboxAccess"/> lets in.</summary>
internal sealed class InboxEndpoints(IInbox inbox, InboxAccess access)
{
    private const int DefaultLimit = 100;
    private const int MostAtOnce = 1000;
    private const int FlushAt = 64 * 1024;

    // The answer is JSON by its type, which nobody may sniff: only what JSON needs is escaped.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>GET</c>: the newest 100, or with <c>?after=</c> what came since, oldest first.</summary>
    public Task ListAsync(HttpContext context)
    {
        if (!access.Allows(context))
        {
            return RefuseAsync(context);
        }

        var (limit, after) = (Number(context.Request.Query["limit"]), Number(context.Request.Query["after"]));
        return limit is < 1 or > MostAtOnce ? Answers.BadLimit.WriteAsync(context)
            : after is < 0 ? Answers.BadAfter.WriteAsync(context)
            : WritePageAsync(context, (int)(limit ?? DefaultLimit), after);
    }

    /// <summary><c>POST …/clear</c>: removes what does not wait to be handled.</summary>
    public async Task ClearAsync(HttpContext context)
    {
        if (!access.Allows(context))
        {
            await RefuseAsync(context);
            return;
        }

        await inbox.ClearAsync(context.RequestAborted);
        await Answers.Cleared.WriteAsync(context);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Answers.AdminTokenNeeded.WriteAsync(context);
    }

    /// <summary>The number, <c>null</c> when it is not given, −1 when it is none.</summary>
    private static long? Number(StringValues values) =>
        StringValues.IsNullOrEmpty(values) ? null
        : long.TryParse(values, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : -1;

    private async Task WritePageAsync(HttpContext context, int limit, long? after)
    {
        var page = await inbox.ListAsync(limit, after, context.RequestAborted);
        context.Response.ContentType = Answer.Json;
        // Pushes hold what users said; no proxy or browser is to keep them.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";

        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Plain);
        json.WriteStartObject();
        json.WriteNumber("count", page.Entries.Count);
        json.WriteStartArray("notifications");
        foreach (var entry in page.Entries)
        {
            Write(json, entry);
            // A thousand pushes of a megabyte each must not lie in the memory at once.
            if (json.BytesPending > FlushAt)
            {
                await json.FlushAsync(context.RequestAborted);
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }

        json.WriteEndArray();
        json.WriteNumber("total", page.Total);
        json.WriteNumber("next", page.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, InboxEntry entry)
    {
        var push = entry.Notification;
        json.WriteStartObject();
        json.WriteString("timestamp", push.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("task_id", push.TaskId);
        json.WriteString("state", push.State.Name);
        json.WritePropertyName("payload");
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(push.Payload), skipInputValidation: true);
        if (entry.Handling.State != HandlingState.None)
        {
            Write(json, entry.Handling);
        }

        json.WriteEndObject();
    }

    /// <summary>Only where the receiver has a handler, whose failures must be seen somewhere.</summary>
    private static void Write(Utf8JsonWriter json, HandlingStatus handling)
    {
        json.WriteStartObject("handling");
        json.WriteString("state", handling.State.ToString().ToLowerInvariant());
        json.WriteNumber("attempts", handling.Attempts);
        json.WriteString("error", handling.Error);
        json.WriteEndObject();
    }
}
