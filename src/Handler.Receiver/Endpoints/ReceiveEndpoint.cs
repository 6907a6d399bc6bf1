using System.Text;
using System.Text.Json;
using Handler.Receiver.Handling;
using Handler.Receiver.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Receiver.Endpoints;

/// <summary>
/// The webhook. A push goes: token (1), body as bytes (2), parsed (3), kept (4), seen by the observers (5), answered (6), and after that
/// handled. Each step that refuses ends it with an outcome, of which the answer follows; no body leads to a 500.
/// </summary>
internal sealed partial class ReceiveEndpoint(
    IOptions<PushReceiverOptions> options,
    IInbox inbox,
    IEnumerable<NotificationDelegate> handlers,
    HandlerBell bell,
    IEnumerable<IReceiptObserver> observers,
    ILogger<ReceiveEndpoint> logger)
{
    private const string ValidationToken = "validationToken";
    private const int LongestValidationToken = 256;

    private readonly PushReceiverOptions _options = options.Value;
    private readonly bool _handles = handlers.Any();
    private readonly IReceiptObserver[] _observers = [.. observers];

    /// <summary>GET and HEAD: says that it is there, or proves who owns the URL by echoing a token.</summary>
    public static Task CheckAsync(HttpContext context)
    {
        var token = context.Request.Query[ValidationToken];
        var answer = string.IsNullOrEmpty(token) ? Answers.Active
            // It is echoed on our own origin: bounded, visible ASCII and plain text, so that no page can be made of it.
            : token is [{ Length: <= LongestValidationToken } text] && text.All(unit => unit is >= (char)0x21 and <= (char)0x7E)
                ? new Answer(StatusCodes.Status200OK, Encoding.ASCII.GetBytes(text), "text/plain")
            : Answers.BadValidationToken;
        return answer.WriteAsync(context);
    }

    /// <summary>POST: takes a push.</summary>
    public async Task ReceiveAsync(HttpContext context)
    {
        try
        {
            var receipt = await TakeAsync(context);
            Show(receipt);
            await AnswerAsync(context, receipt.Outcome);
        }
        catch (BadHttpRequestException fault)
        {
            // The server found the body broken, or too slow to come: its own status says which.
            await Answers.Unreadable(fault.StatusCode).WriteAsync(context);
        }
        catch (Exception gone) when (gone is IOException || (gone is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            LogGone(logger, gone.Message);
            context.Abort();
        }
    }

    private async Task<Receipt> TakeAsync(HttpContext context)
    {
        var now = inbox.Clock.GetUtcNow();
        var verified = NotificationVerifier.Verify(context.Request.Headers, _options.Accept);                           // (1)
        if (NotificationVerifier.StatusCode(verified) != StatusCodes.Status200OK)
        {
            return new(ReceiptOutcome.TokenRefused, now, null);
        }

        if (await ReadAsync(context) is not { } body)                                                                   // (2)
        {
            return new(ReceiptOutcome.TooLarge, now, null);
        }

        if (Parse(body) is not { } payload)                                                                             // (3)
        {
            return new(ReceiptOutcome.InvalidJson, now, null);
        }

        return payload.ValueKind != JsonValueKind.Object
            ? new(ReceiptOutcome.NoObject, now, null)
            : await KeepAsync(ReceivedNotification.Of(                                                                  // (4)
                now, body, HeaderMask.Mask(context.Request.Headers), NotificationVerifier.TokenState(verified), payload));
    }

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        // The limit is ours to answer for; the server's own, when it is lower, would be another answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size && size.MaxRequestBodySize < _options.MaxBodyBytes)
        {
            size.MaxRequestBodySize = _options.MaxBodyBytes;
        }

        try
        {
            // Not canceled with the request: a body that has come whole is kept, whoever has hung up since. A broken connection ends the reading.
            return await BoundedBody.ReadAsync(context.Request, _options.MaxBodyBytes, CancellationToken.None);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return NotificationPayload.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<Receipt> KeepAsync(ReceivedNotification notification)
    {
        try
        {
            // Not canceled with the request: a push that has come whole is kept, even when its sender did not wait for the answer.
            var kept = await inbox.KeepAsync(notification, _handles, CancellationToken.None);
            // After it is kept and not after the answer: handling need not wait for a slow sender to read.
            if (kept.Outcome == KeepOutcome.Kept && _handles)
            {
                bell.Ring();
            }

            return new(OutcomeOf(kept.Outcome), notification.Timestamp, kept.Notification);
        }
        catch (Exception fault)
        {
            LogNotKept(logger, fault, notification.TaskId, notification.DeliveryId);
            // 503 and not 500: the push is good, and its sender is to come again.
            return new(ReceiptOutcome.Failed, notification.Timestamp, notification);
        }
    }

    private static ReceiptOutcome OutcomeOf(KeepOutcome outcome) => outcome switch
    {
        KeepOutcome.Kept => ReceiptOutcome.Kept,
        KeepOutcome.Repeated => ReceiptOutcome.Repeated,
        _ => ReceiptOutcome.Full,
    };

    private void Show(Receipt receipt)                                                                                  // (5)
    {
        LogReceipt(logger, receipt.Outcome, receipt.Notification?.TaskId, receipt.Notification?.DeliveryId);
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnReceipt(receipt);
            }
            catch (Exception fault)
            {
                LogObserverThrew(logger, fault, observer.GetType());
            }
        }
    }

    private Task AnswerAsync(HttpContext context, ReceiptOutcome outcome)                                               // (6)
    {
        var answer = Answers.Of(outcome);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = ((long)_options.RetryAfter.TotalSeconds).ToString();
        }

        return answer.WriteAsync(context);
    }

    [LoggerMessage(200, LogLevel.Debug, "A push came: {Outcome}, task {TaskId}, delivery {DeliveryId}")]
    private static partial void LogReceipt(ILogger logger, ReceiptOutcome outcome, string? taskId, string? deliveryId);

    [LoggerMessage(201, LogLevel.Debug, "The sender of a push went away before its body had come: {Reason}")]
    private static partial void LogGone(ILogger logger, string reason);

    [LoggerMessage(202, LogLevel.Error, "The push about task {TaskId} (delivery {DeliveryId}) could not be kept; its sender was answered 503")]
    private static partial void LogNotKept(ILogger logger, Exception fault, string? taskId, string? deliveryId);

    [LoggerMessage(203, LogLevel.Error, "{Observer} threw at a receipt; the push is not harmed")]
    private static partial void LogObserverThrew(ILogger logger, Exception fault, Type observer);
}
