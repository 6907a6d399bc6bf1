using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using Handler.Protocol.Webhooks;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// Hop 7: makes one attempt. One deadline holds over the whole exchange; the status line decides; whatever the network or the receiver does
/// ends as an <see cref="AttemptResult"/>.
/// </summary>
internal sealed class WebhookSender(HttpMessageInvoker invoker, PushOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>How much of an answer's body is read.</summary>
    public const int MaxAnswerBytes = 4096;

    /// <summary>Sends.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> fired before the status was known.</exception>
    public async Task<AttemptResult> SendAsync(WebhookRequest request, CancellationToken cancel)
    {
        using var deadline = NewDeadline();
        return await SendAsync(request, deadline, cancel);
    }

    /// <summary>A deadline for one attempt, which begins now.</summary>
    public AttemptDeadline NewDeadline() => new(options.AttemptTimeout, clock);

    /// <summary>Sends until <paramref name="deadline"/>.</summary>
    /// <inheritdoc cref="SendAsync(WebhookRequest, CancellationToken)"/>
    public async Task<AttemptResult> SendAsync(WebhookRequest request, AttemptDeadline deadline, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var startedAt = clock.GetUtcNow();
        var began = clock.GetTimestamp();

        // Not a linked source on top of a deadline: one object less an attempt.
        using var ours = cancel.UnsafeRegister(static deadline => ((AttemptDeadline)deadline!).Abandon(), deadline);
        var result = await ExchangeAsync(request, startedAt, deadline.Token, cancel);
        var duration = clock.GetElapsedTime(began);
        return deadline.IsCut && result.Outcome == AttemptOutcome.DeadlineExceeded
            ? result with { Duration = duration, Detail = AttemptClassifier.DescribeCut(duration, options) }
            : result with { Duration = duration };
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => invoker.Dispose();

    private async Task<AttemptResult> ExchangeAsync(
        WebhookRequest request, DateTimeOffset startedAt, CancellationToken end, CancellationToken cancel)
    {
        using var message = TryBuild(request, out var flaw);
        if (message is null)
        {
            return new AttemptResult { Outcome = AttemptOutcome.RequestInvalid, Detail = flaw, StartedAt = startedAt, Duration = default };
        }

        HttpResponseMessage answer;
        try
        {
            answer = await invoker.SendAsync(message, end);
        }
        catch (Exception e) when (IsOfTheOutside(e, cancel.IsCancellationRequested, end.IsCancellationRequested, out var failure))
        {
            return failure.ToResult(request.Endpoint, startedAt);
        }

        using (answer)
        {
            return await ReadAnswerAsync(answer, request, startedAt, end);
        }
    }

    private bool IsOfTheOutside(Exception e, bool isOurs, bool isEnded, [NotNullWhen(true)] out AttemptFailure? failure)
    {
        failure = isOurs && e is OperationCanceledException ? null : AttemptClassifier.Classify(e, isLate: isEnded && !isOurs, options);
        return failure is not null;
    }

    private async Task<AttemptResult> ReadAnswerAsync(
        HttpResponseMessage answer, WebhookRequest request, DateTimeOffset startedAt, CancellationToken end)
    {
        var status = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode)
        {
            await DrainAsync(answer.Content, end);
            return new AttemptResult { Outcome = AttemptOutcome.Delivered, Status = status, StartedAt = startedAt, Duration = default };
        }

        return new AttemptResult
        {
            Outcome = AttemptOutcome.Answered,
            Status = status,
            RetryAfter = RetrySchedule.HeedsRetryAfter(status) ? RetryAfter.Parse(RetryAfterOf(answer.Headers), clock.GetUtcNow()) : null,
            Detail = AttemptClassifier.DescribeStatus(status),
            Excerpt = await ReadExcerptAsync(answer.Content, request.Endpoint, end),
            StartedAt = startedAt,
            Duration = default,
        };
    }

    /// <summary>Takes a small body off the connection, so that the next delivery finds it free.</summary>
    private static async ValueTask DrainAsync(HttpContent content, CancellationToken end)
    {
        if (content.Headers.ContentLength is not (0 or > MaxAnswerBytes))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(MaxAnswerBytes);
            await ReadAsync(content, buffer, end);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<string?> ReadExcerptAsync(HttpContent content, PushEndpoint endpoint, CancellationToken end)
    {
        if (content.Headers.ContentLength == 0)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MaxAnswerBytes);
        var length = await ReadAsync(content, buffer, end);
        var excerpt = AnswerText.Excerpt(buffer.AsSpan(0, length), endpoint);
        ArrayPool<byte>.Shared.Return(buffer);
        return excerpt;
    }

    /// <summary>Reads to the end, the limit, the deadline or the break, whichever is first: the status has decided already.</summary>
    private static async ValueTask<int> ReadAsync(HttpContent content, byte[] buffer, CancellationToken end)
    {
        var length = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(end);
            while (length < MaxAnswerBytes)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length, MaxAnswerBytes - length), end);
                if (read == 0)
                {
                    break;
                }

                length += read;
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // What came before the break is kept.
        }

        return length;
    }

    private static string? RetryAfterOf(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Retry-After", out var values) && values.Count == 1 ? values.ToString() : null;

    private static HttpRequestMessage? TryBuild(WebhookRequest request, out string? flaw)
    {
        if (!Uri.TryCreate(request.Endpoint.Url, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
        {
            flaw = "The stored URL is not an absolute http or https URL. Set the config again.";
            return null;
        }

        var message = new HttpRequestMessage(HttpMethod.Post, target)
        {
            // Over TLS the receiver chooses; in clear it is 1.1.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new ReadOnlyMemoryContent(request.Body),
        };
        flaw = AddHeaders(message, request);
        if (flaw is null)
        {
            return message;
        }

        message.Dispose();
        return null;
    }

    private static string? AddHeaders(HttpRequestMessage message, WebhookRequest request)
    {
        message.Content!.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        foreach (var header in request.Headers)
        {
            if (!HeaderValue.IsSafe(header.Value) || !message.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                return $"The value of {header.Name} has a character that no header may have. Set the config again without it.";
            }
        }

        return null;
    }
}
