namespace Handler.Protocol;

/// <summary>The text of messages.</summary>
public static class MessageExtensions
{
    extension(Message message)
    {
        /// <summary>The text parts, one after another without a separator; empty when there are none.</summary>
        public string Text => string.Concat(message.Parts.Select(part => part.Text));
    }
}
