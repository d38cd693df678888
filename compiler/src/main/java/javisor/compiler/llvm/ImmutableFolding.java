package javisor.compiler.llvm;

import java.util.Map;
import java.util.Set;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMTargetDataRef;
import org.bytedeco.llvm.LLVM.LLVMTypeRef;
import org.bytedeco.llvm.LLVM.LLVMUseRef;
import org.bytedeco.llvm.LLVM.LLVMValueRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * Replaces loads of what cannot change in objects that otherwise can: the type descriptor, an array's length, final fields. LLVM folds
 * loads from constant globals by itself but knows nothing of constant parts. Folding a descriptor makes virtual calls direct.
 */
final class ImmutableFolding {
    private final LLVMModuleRef module;
    private final LLVMTargetDataRef layout;
    private boolean changed;

    ImmutableFolding(LLVMModuleRef module) {
        this.module = module;
        this.layout = LLVM.LLVMGetModuleDataLayout(module);
    }

    /**
     * Folds; {@return whether anything was}
     *
     * @param immutable by symbol of an object, the parts that cannot change
     */
    boolean fold(Map<String, ImmutableParts> immutable) {
        immutable.forEach((symbol, parts) -> {
            LLVMValueRef object = LLVM.LLVMGetNamedGlobal(module, symbol);
            LLVMValueRef source = LLVM.LLVMGetNamedGlobal(module, parts.source());
            if (object != null && source != null) {
                foldUsers(object, 0, LLVM.LLVMGetInitializer(source), parts.offsets());
            }
        });
        return changed;
    }

    private void foldUsers(LLVMValueRef pointer, long offset, LLVMValueRef content, Set<Integer> offsets) {
        LLVMUseRef use = LLVM.LLVMGetFirstUse(pointer);
        while (use != null) {
            LLVMValueRef user = LLVM.LLVMGetUser(use);
            use = LLVM.LLVMGetNextUse(use);
            if (LLVM.LLVMIsALoadInst(user) != null) {
                if (offsets.contains((int) offset)) {
                    foldLoad(user, offset, content);
                }
            } else if (isByteOffset(user)) {
                long further = LLVM.LLVMConstIntGetSExtValue(LLVM.LLVMGetOperand(user, 1));
                foldUsers(user, offset + further, content, offsets);
            }
        }
    }

    /** {@return whether {@code value} is a pointer a constant number of bytes further, as LLVM writes field addresses} */
    private boolean isByteOffset(LLVMValueRef value) {
        boolean isAddress = LLVM.LLVMIsAGetElementPtrInst(value) != null
                || LLVM.LLVMIsAConstantExpr(value) != null && LLVM.LLVMGetConstOpcode(value) == LLVM.LLVMGetElementPtr;
        return isAddress
                && LLVM.LLVMGetNumOperands(value) == 2
                && LLVM.LLVMIsAConstantInt(LLVM.LLVMGetOperand(value, 1)) != null
                && LLVM.LLVMABISizeOfType(layout, LLVM.LLVMGetGEPSourceElementType(value)) == 1;
    }

    private void foldLoad(LLVMValueRef load, long offset, LLVMValueRef content) {
        LLVMTypeRef structure = LLVM.LLVMTypeOf(content);
        if (LLVM.LLVMGetTypeKind(structure) != LLVM.LLVMStructTypeKind) {
            return;
        }
        int count = LLVM.LLVMCountStructElementTypes(structure);
        for (int i = 0; i < count; i++) {
            if (LLVM.LLVMOffsetOfElement(layout, structure, i) == offset) {
                LLVMValueRef element = LLVM.LLVMGetAggregateElement(content, i);
                if (LLVM.LLVMTypeOf(element).equals(LLVM.LLVMTypeOf(load))) {
                    LLVM.LLVMReplaceAllUsesWith(load, element);
                    LLVM.LLVMInstructionEraseFromParent(load);
                    changed = true;
                }
                return;
            }
        }
    }
}
