using System.Buffers;

namespace ProtocolKit.Generated;

/// <content>How a machine goes from step to step.</content>
public abstract partial class DialogueMachine
{
    private OperationStatus ReadMessage(ReadOnlySpan<byte> received, out int bytesConsumed)
    {
        bytesConsumed = 0;
        if (received.IsEmpty)
            return OperationStatus.NeedMoreData;

        if (received[0] == TlsRecord.Handshake && _step is ReadingStep step && TlsMayBegin(step))
        {
            BeginTls();
            return OperationStatus.Done;
        }

        _hasRead = false;
        _isReadingTls = !IsInsideTls && TlsRecord.IsAtStartOf(received);
        _isReading = true;
        if (_rounds < _plan.MaxRounds)
            Read(received);
        else
            End(UpgradeOutcome.Violation, received);

        if (!_hasRead && !HasEnded && (_candidate == WrongValue || received.Length >= MaxMessageOctets))
            End(UpgradeOutcome.Violation, received);
        _isReading = false;
        if (_hasRead)
        {
            bytesConsumed = _cursor.Position;
            _cursor = default;
            _candidate = 0;
            _rounds++;
            return OperationStatus.Done;
        }

        if (NextAction == UpgradeAction.Complete)
            return OperationStatus.Done;
        return HasEnded ? OperationStatus.InvalidData : OperationStatus.NeedMoreData;
    }

    private bool TlsMayBegin(ReadingStep step) => step.MaySkipToTls || step.ExpectsTls || step.MayBeginWithTls && HasReadNothing;

    /// <summary>Goes on to the start of TLS, which the client has begun.</summary>
    private void BeginTls()
    {
        _hasTlsBegun = true;
        _isImplicit = HasReadNothing && _plan.MayBeginWithTls;
        if (_plan.MaySkipToTls && _refusal?.Invoke() is { } outcome)
            End(outcome, []);
        else
            Go(_plan.Last);
    }

    /// <summary>Tries the messages that are legal in this step, and then those that are legal at any time.</summary>
    private void Read(ReadOnlySpan<byte> received)
    {
        var step = _step as ReadingStep;
        ReadOnlySpan<DialogueMessage> own = step is null ? [] : step.Messages;
        if (_candidate < 0)
            return;
        for (; _candidate < own.Length; _candidate++)
        {
            var message = own[_candidate];
            switch (Reads(Scan(message.Number, received)))
            {
                case OperationStatus.Done:
                    Take(message, received);
                    return;
                case OperationStatus.NeedMoreData:
                    return;
            }
        }

        if (step is not null && Begins(received, step.NearMisses))
        {
            End(UpgradeOutcome.Violation, received);
            return;
        }

        for (; _candidate - own.Length < _plan.AnyTime.Length; _candidate++)
        {
            var message = _plan.AnyTime[_candidate - own.Length];
            var isNone = message.IsNotFirst && ReferenceEquals(_step, _plan.First);
            switch (Reads(isNone ? OperationStatus.InvalidData : Scan(message.Number, received)))
            {
                case OperationStatus.Done:
                    TakeAtAnyTime(message, received);
                    return;
                case OperationStatus.NeedMoreData:
                    return;
            }
        }

        End(UpgradeOutcome.Violation, received);
    }

    /// <summary>Takes what the scan of the candidate returned. Where it was none of this kind, the next one is tried from the message's
    /// start.</summary>
    private OperationStatus Reads(OperationStatus status)
    {
        if (status == OperationStatus.Done)
        {
            _hasRead = true;
        }
        else if (status == OperationStatus.InvalidData)
        {
            var isWrong = _cursor.State == ScanCursor.WrongValue;
            _cursor = default;
            if (isWrong)
            {
                _candidate = WrongValue;
                return OperationStatus.NeedMoreData;
            }
        }

        return status;
    }

    private static bool Begins(ReadOnlySpan<byte> received, byte[][] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (WireFormat.StartsWithIgnoreCase(received, beginning))
                return true;
        }

        return false;
    }

    private void Take(DialogueMessage message, ReadOnlySpan<byte> received)
    {
        var octets = Note(message, received);
        if (NextAction == UpgradeAction.Fail)
            return;
        if (message.Outcome is { } outcome)
            End(outcome, octets, message.OrClear);
        else
            Enter(message.Next!, octets);
    }

    private void TakeAtAnyTime(AnyTimeMessage message, ReadOnlySpan<byte> received)
    {
        if (message.MayBeLeftUnread && _mayStayInClear && !Begins(received, message.NearMisses))
        {
            LeaveUnread(UpgradeAction.StayInClear);
            return;
        }

        var octets = Note(message, received);
        if (NextAction == UpgradeAction.Fail)
            return;
        if (message.Outcome is { } outcome)
        {
            End(outcome, octets);
        }
        else if (message.Answer is { } answer && !_step.HasAskedForTls)
        {
            (_resumed, _resumedAction) = (_step, NextAction);
            Go(answer);
        }
    }

    /// <summary>Shows the message that has been read, and remembers and keeps what is needed of it.</summary>
    private ReadOnlySpan<byte> Note(DialogueMessage message, ReadOnlySpan<byte> received)
    {
        _mayHoldSecret = message.IsSecret;
        _hasReadInConfidence |= message.IsSecret;
        var octets = ShowReceived(message.Name, received);
        Learn(message.Number, octets);

        // What was learnt may have ended the dialogue, and with it all that was kept.
        if (message.Slot >= 0)
            _kept?.Keep(message.Slot, octets);
        return octets;
    }

    private void Go(DialogueStep step) => (_step, NextAction) = (step, step.Action);

    private void Enter(DialogueStep step, ReadOnlySpan<byte> received)
    {
        while (step is ChoiceStep choice)
        {
            if (Choose(choice, received) is not { } next)
                return;
            step = next;
        }

        Go(step is ReadingStep { IsForHost: true } && !_answersInsideTls ? _plan.Last : step);
    }

    /// <summary>Makes a choice; null where the dialogue has ended.</summary>
    private DialogueStep? Choose(ChoiceStep choice, ReadOnlySpan<byte> received)
    {
        if (choice.Answers is not null && _refusal?.Invoke() is { } refusal)
        {
            foreach (var (outcome, next) in choice.Answers)
            {
                if (outcome == refusal)
                    return next;
            }

            if (choice.IsLastDecision)
            {
                End(refusal, received);
                return null;
            }
        }

        foreach (var (condition, next) in choice.Conditions)
        {
            if (Holds(condition))
                return next;
        }

        if (choice.Otherwise is null)
            End(choice.Outcome, received, choice.OrClear);
        return choice.Otherwise;
    }

    /// <summary>A message before which nothing may be unread has to wait for its own call; but the lines that a client says one behind the
    /// other, to which nobody can say anything in between, are one.</summary>
    private void WriteAll(ref OctetWriter writer)
    {
        bool isLine;
        do
        {
            isLine = NothingMayBeUnread && Role == UpgradeRole.Client;
            Write((WritingStep)_step, ref writer);
        }
        while (NextAction == UpgradeAction.Send && (isLine || !NothingMayBeUnread));
    }

    private void Write(WritingStep step, ref OctetWriter writer)
    {
        foreach (var text in step.Texts)
        {
            if (text.Octets is null)
                Write(text.Number, ref writer);
            else
                writer.Write(text.Octets);
            _mayHoldSecret = text.IsSecret || text.Repeats && _hasReadInConfidence;
            var octets = ShowSaid(text.Message, in writer);
            if (text.Slot >= 0)
                _kept!.Keep(text.Slot, octets);
        }

        if (Role == UpgradeRole.Client ? step.Next is ReadingStep : step.IsReply || step is { Next: null, Outcome: null })
            RoundTrips++;
        if (step.Outcome is { } outcome)
            End(outcome, []);
        else if (step.Next is not null)
            Enter(step.Next, []);
        else
            (_step, NextAction) = (_resumed!, _resumedAction);
    }

    /// <summary>Goes on to the answer to a message that can't be read, behind which the dialogue ends; false if the server closes without
    /// one.</summary>
    private bool AnswerUnreadable()
    {
        if (_plan.Unreadable is null)
            return false;
        Go(_plan.Unreadable);
        return true;
    }
}
