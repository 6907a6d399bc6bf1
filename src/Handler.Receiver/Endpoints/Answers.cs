using System.Collections.Frozen;

namespace Handler.Receiver.Endpoints;

/// <summary>The answers of the receiver, one place for all.</summary>
internal static class Answers
{
    private static readonly FrozenDictionary<ReceiptOutcome, Answer> OfReceipt = new Dictionary<ReceiptOutcome, Answer>
    {
        [ReceiptOutcome.Kept] = new(200, [.. """{"status":"ok","received":true}"""u8]),
        // As if it were new: for any other answer its sender would retry what is kept already.
        [ReceiptOutcome.Repeated] = new(200, [.. """{"status":"ok","received":true}"""u8]),
        [ReceiptOutcome.TokenRefused] = new(401, [.. """{"error":"Invalid notification token"}"""u8]),
        [ReceiptOutcome.TooLarge] = new(413, [.. """{"error":"Payload too large"}"""u8]),
        [ReceiptOutcome.InvalidJson] = new(400, [.. """{"error":"Invalid JSON"}"""u8]),
        [ReceiptOutcome.NoObject] = new(400, [.. """{"error":"Payload must be a JSON object"}"""u8]),
        // 503 and not 413: the push is good, its sender is to come again, and Retry-After says when.
        [ReceiptOutcome.Full] = new(503, [.. """{"error":"Inbox is full, come again later"}"""u8]),
        [ReceiptOutcome.Failed] = new(503, [.. """{"error":"Inbox is not available, come again later"}"""u8]),
    }.ToFrozenDictionary();

    public static Answer Active { get; } = new(200, [.. """{"status":"ok","message":"Webhook is active"}"""u8]);

    public static Answer BadValidationToken { get; } =
        new(400, [.. """{"error":"validationToken must be at most 256 visible ASCII characters, given once"}"""u8]);

    public static Answer Cleared { get; } = new(200, [.. """{"status":"ok","message":"Notifications cleared"}"""u8]);

    public static Answer AdminTokenNeeded { get; } =
        new(401, [.. """{"error":"Invalid admin token; send Authorization: Bearer with the receiver's admin token"}"""u8]);

    public static Answer BadLimit { get; } = new(400, [.. """{"error":"limit must be a number from 1 to 1000"}"""u8]);

    public static Answer BadAfter { get; } = new(400, [.. """{"error":"after must be a position: a number, 0 or more"}"""u8]);

    public static Answer Unreadable(int status) => new(status, [.. """{"error":"Body could not be read"}"""u8]);

    public static Answer Of(ReceiptOutcome outcome) => OfReceipt[outcome];
}
